"""What a buyer is worth, by the month of the first payment and the months since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import tzinfo
from itertools import accumulate

from kartra.ledger.book import Ledger
from kartra.ledger.months import month_of, month_text
from kartra.ledger.purchase import Purchase
from kartra.moment import EST


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people whose first payment fell into one month."""

    month: str
    people: int
    net_cents: tuple[int, ...]
    """Paid less returned by all of them together, up to the end of month 0, 1, 2, ... after the first."""

    @property
    def value_cents(self) -> tuple[float, ...]:
        """Net per person after month 0, 1, 2, ...: the lifetime value so far."""
        return tuple(cents / self.people for cents in self.net_cents)


def cohorts(ledger: Ledger, within: tzinfo = EST) -> tuple[Cohort, ...]:
    """Every cohort, oldest first. A purchase whose buyer is unknown is a person of its own."""
    people: dict[str, list[Purchase]] = defaultdict(list)
    for one in ledger.purchases:
        people[one.person or f"purchase {one.key}"].append(one)
    joined = [(first, bought) for bought in people.values() if (first := _first(bought, within)) is not None]
    until = month_of(ledger.as_of, within)
    found: dict[int, list[list[Purchase]]] = defaultdict(list)
    for first, bought in joined:
        found[first].append(bought)
    return tuple(_cohort(month, members, until, within) for month, members in sorted(found.items()))


def _first(bought: list[Purchase], within: tzinfo) -> int | None:
    started = [one.started for one in bought if one.started is not None]
    return month_of(min(started), within) if started else None


def _cohort(first: int, members: list[list[Purchase]], until: int, within: tzinfo) -> Cohort:
    net: dict[int, int] = defaultdict(int)
    for entry in (entry for bought in members for one in bought for entry in one.entries):
        if entry.revenue_cents:
            # What has no date is counted with the first month: it happened, and nothing says when.
            month = first if entry.ts is None else max(month_of(entry.ts, within), first)
            net[month] += entry.revenue_cents
    last = max(until, *net) if net else max(until, first)
    running = accumulate(net.get(month, 0) for month in range(first, last + 1))
    return Cohort(month_text(first), len(members), tuple(running))
