"""The instalments of one subscription by pay number: paid, failed, returned, missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from kartra.moment import DAY
from kartra.transaction import Transaction
from kartra.transaction_kind import EARNING, RETURNING


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a purchase, or the attempt at one."""

    number: int | None
    ts: int | None
    cents: int
    """What was paid, before any return; 0 for a failed attempt."""
    state: Literal["paid", "failed", "returned", "partly returned"]
    transaction_id: str


def instalments(entries: Sequence[Transaction]) -> tuple[Instalment, ...]:
    """Every payment and failed attempt, in the order of the entries."""
    returned = _returned(entries)
    return tuple(
        Instalment(one.pay_number, one.ts, one.revenue_cents, _state(one, returned), one.transaction_id)
        for one in entries
        if one.kind in EARNING or one.kind == "failed"
    )


def _returned(entries: Iterable[Transaction]) -> dict[str, int]:
    """Cents given back, by the order they reverse."""
    found: dict[str, int] = defaultdict(int)
    for one in entries:
        if one.kind in RETURNING:
            found[one.parent_id or one.transaction_id] += one.amount_cents or 0
    return found


def _state(
    one: Transaction, returned: dict[str, int]
) -> Literal["paid", "failed", "returned", "partly returned"]:
    if one.kind == "failed":
        return "failed"
    back = returned.get(one.transaction_id, 0)
    if not back:
        return "paid"
    return "returned" if back >= (one.amount_cents or 0) else "partly returned"


def gaps(entries: Iterable[Transaction]) -> tuple[tuple[int, int], ...]:
    """Runs of pay numbers below the highest one told that no payment and no failed attempt accounts for.

    A return tells that its instalment was: one whose payment never came here is missing.
    """
    accounted, highest = {0}, 0
    for one in entries:
        if one.pay_number is not None and one.pay_number > 0:
            highest = max(highest, one.pay_number)
            if one.kind in EARNING or one.kind == "failed":
                accounted.add(one.pay_number)
    numbers = [*sorted(accounted), highest + 1]
    pairs = pairwise(numbers)
    return tuple((before + 1, after - 1) for before, after in pairs if after - before > 1)


def days_between(entries: Sequence[Transaction]) -> int | None:
    """Days from one instalment to the next, the median of what the dates show; None with fewer than two."""
    dated = sorted(
        (one.ts, one.pay_number or 0) for one in entries if one.kind in EARNING and one.ts is not None
    )
    steps = []
    for (earlier, first), (later, second) in pairwise(dated):
        apart = second - first if second > first > 0 else 1
        steps.append((later - earlier) / DAY / apart)
    return round(median(steps)) or None if steps else None
