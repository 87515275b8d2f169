"""Amounts: integer cents inside, two-decimal text outside."""

from __future__ import annotations

import re
from functools import lru_cache

_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{0,2})?")


def is_amount(text: str) -> bool:
    """Whether `cents` can read it: digits, and at most two more after a point."""
    return _AMOUNT.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def cents(text: str) -> int:
    """Integer cents of `49`, `49.9` or `49.95`; zero for anything else."""
    text = text.strip()
    if not is_amount(text):
        return 0
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


@lru_cache(maxsize=4096)
def decimal(amount: int) -> str:
    """`49.95` of 4995, as the recorded answers have it."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"
