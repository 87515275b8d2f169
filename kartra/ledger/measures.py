"""Month by month: revenue, refund rate, recurring revenue and churn, in exact integer arithmetic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from fractions import Fraction
from typing import Final

from kartra.ledger.book import Ledger
from kartra.ledger.months import month_of, month_text
from kartra.ledger.purchase import Purchase
from kartra.moment import EST
from kartra.transaction_kind import EARNING, RETURNING

MONTHS_AT_MOST: Final = 600
"""Fifty years; one date of year 1 shall not make a table of thousands of idle months."""


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month. What each figure means is in `definitions.DEFINITIONS`; amounts in cents."""

    month: str
    payments: int
    paid_cents: int
    returns: int
    returned_cents: int
    active_at_start: int
    began: int
    ended: int
    churned: int
    """Those of `ended` that were active at the month's start."""
    active_at_end: int
    mrr_cents: int

    @property
    def is_idle(self) -> bool:
        """Whether nothing happened and nothing was running."""
        return not (self.payments or self.returns or self.active_at_start or self.began)

    @property
    def net_cents(self) -> int:
        """Paid less returned."""
        return self.paid_cents - self.returned_cents

    @property
    def refund_rate(self) -> float | None:
        """Returned ÷ paid; None when nothing was paid."""
        return self.returned_cents / self.paid_cents if self.paid_cents else None

    @property
    def churn(self) -> float | None:
        """The share of subscriptions active at the start that ended within; None when none was active."""
        return self.churned / self.active_at_start if self.active_at_start else None


def months(ledger: Ledger, within: tzinfo = EST) -> tuple[Month, ...]:
    """Every month from the first dated transaction to `as_of`, the idle ones too unless they are too many."""
    money = _money(ledger, within)
    lives = [_life(one, ledger.as_of, within) for one in ledger.subscriptions]
    told = [*money, *(life.first for life in lives if life)]
    if not told:
        return ()
    last = max(month_of(ledger.as_of, within), *told)
    every = tuple(_walk(money, [life for life in lives if life], min(told), last))
    return every if len(every) <= MONTHS_AT_MOST else tuple(one for one in every if not one.is_idle)


@dataclass(frozen=True, slots=True)
class _Life:
    """When a subscription began and ended, and how its monthly worth changed."""

    first: int
    end: int | None
    """The month in which it ended."""
    worth: tuple[tuple[int, Fraction], ...]
    """Month of each payment, and what a month was worth from then on."""


def _life(one: Purchase, as_of: int, within: tzinfo) -> _Life | None:
    if one.started is None:
        return None
    first = month_of(one.started, within)
    ended = one.ended is not None and one.ended <= as_of
    end = max(month_of(one.ended, within), first) if ended and one.ended is not None else None
    worth = tuple(
        (month_of(paid.ts, within), Fraction(paid.revenue_cents) / months_of(one.rebill_days))
        for paid in one.entries
        if paid.kind in EARNING and paid.ts is not None and not paid.trial
    )
    return _Life(first, end, worth)


def months_of(days: int | None) -> Fraction:
    """How many months a payment covers: 28 to 31 days are one, 365 or 366 twelve, others days ÷ 30."""
    if days is None or 28 <= days <= 31:
        return Fraction(1)
    return Fraction(12) if days in (365, 366) else Fraction(days, 30)


def _money(ledger: Ledger, within: tzinfo) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for entry in (entry for one in ledger.purchases for entry in one.entries):
        if entry.ts is None or entry.kind not in EARNING | RETURNING:
            continue
        side = "paid" if entry.kind in EARNING else "returned"
        row = found[month_of(entry.ts, within)]
        row[side] += 1
        row[side + "_cents"] += abs(entry.revenue_cents) if side == "returned" else entry.revenue_cents
    return found


def _walk(money: dict[int, Counter[str]], lives: Iterable[_Life], first: int, last: int) -> Iterator[Month]:
    began: Counter[int] = Counter()
    ended: Counter[int] = Counter()
    churned: Counter[int] = Counter()
    change: defaultdict[int, Fraction] = defaultdict(Fraction)
    for life in lives:
        began[life.first] += 1
        if life.end is not None:
            ended[life.end] += 1
            churned[life.end] += life.end > life.first
        for month, by in _changes(life):
            change[month] += by
    active, mrr = 0, Fraction(0)
    for month in range(first, last + 1):
        row = money.get(month, Counter())
        start, active, mrr = active, active + began[month] - ended[month], mrr + change[month]
        yield Month(
            month_text(month), row["paid"], row["paid_cents"], row["returned"], row["returned_cents"],
            start, began[month], ended[month], churned[month], active, round(mrr),
        )  # fmt: skip


def _changes(life: _Life) -> Iterator[tuple[int, Fraction]]:
    """By how much its monthly worth rose or fell, month by month."""
    worth = Fraction(0)
    for month, now in life.worth:
        if life.end is not None and month >= life.end:
            break
        yield month, now - worth
        worth = now
    if life.end is not None:
        yield life.end, -worth
