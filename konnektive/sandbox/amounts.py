"""The amounts and quantities that a call carries: read, or refused by name and value, never guessed at."""

from __future__ import annotations

import re

from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.money import cents, is_amount
from privacy import redacted_text

LARGEST = 9_999_999_999
"""Cents that one order, or one cycle of a purchase, may cost: 99,999,999.99."""
LARGEST_QUANTITY = 99_999
_WHOLE = re.compile(r"[0-9]{1,9}")


def amount(name: str, text: str) -> int | Answered:
    """Integer cents of `49`, `49.9` or `49.95`."""
    if not is_amount(text):
        return _wrong(assumed.WRONG_AMOUNT, name, "is not an amount like 49.95", text)
    found = cents(text)
    if found > LARGEST:
        return _wrong(assumed.WRONG_AMOUNT, name, "is more than 99999999.99", text)
    return found


def quantity(name: str, text: str) -> int | Answered:
    """A whole number of pieces, one at least."""
    return whole(name, text, 1, LARGEST_QUANTITY)


def whole(name: str, text: str, least: int, most: int) -> int | Answered:
    """A whole number between these two."""
    if _WHOLE.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    return _wrong(assumed.WRONG_QUANTITY, name, f"is not a whole number from {least} to {most}", text)


def too_much() -> Answered:
    """The refusal of an order that costs more than any may."""
    return assumed.TOO_DEAR.error()


def _wrong(assumption: assumed.Assumption, name: str, problem: str, text: str) -> Answered:
    return error({name: f"{problem}: {redacted_text(text)[:40]}"}, assumption.note)
