"""The ledger: every purchase that a set of transactions tells of, exact under order, copies and delay."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from kartra.ledger.copies import counted_once
from kartra.ledger.opening import purchase
from kartra.ledger.purchase import Purchase
from kartra.ledger.ties import persons, threads
from kartra.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ledger:
    """Purchases as they stand at `as_of` (UTC ms), newest first."""

    purchases: tuple[Purchase, ...]
    transactions: int
    """Distinct transactions behind it; every one is an entry of exactly one purchase."""
    copies: int
    """Tellings beyond the first: redeliveries, and the IPN twin of an outbound event."""
    as_of: int

    @classmethod
    def of(cls, told: Iterable[Transaction], as_of: int | None = None) -> Ledger:
        """The ledger of these tellings; the same for any order of them and however often each is told.

        What is dated after a given `as_of` is left out; without one, the present decides what is overdue.
        """
        every = list(told)
        once = counted_once(every)
        copies = len(every) - len(once)
        if as_of is not None:
            once = [one for one in once if one.ts is None or one.ts <= as_of]
        now = time.time_ns() // 1_000_000 if as_of is None else as_of
        who = persons(once)
        sees_rebills = any(one.kind == "rebill" for one in once)
        opened = [
            purchase(thread, now, person=_person(thread, who), sees_rebills=sees_rebills)
            for thread in threads(once, who)
        ]
        opened.sort(key=lambda one: (-(one.started if one.started is not None else -1), one.key))
        return cls(tuple(opened), len(once), copies, now)

    @property
    def subscriptions(self) -> tuple[Purchase, ...]:
        """The purchases that recur."""
        return tuple(one for one in self.purchases if one.is_subscription)

    @property
    def paid_cents(self) -> int:
        """All that was paid."""
        return sum(one.paid_cents for one in self.purchases)

    @property
    def returned_cents(self) -> int:
        """All that went back, as a positive number."""
        return sum(one.returned_cents for one in self.purchases)

    @property
    def balance_cents(self) -> int:
        """Paid less returned."""
        return self.paid_cents - self.returned_cents


def _person(thread: Iterable[Transaction], who: dict[tuple[str, str], str]) -> str:
    named = {who[(one.lead_id, one.lead_email)] for one in thread} - {""}
    return min(named, default="")
