"""The ledger against a transactions export: what both have, what only one has, where amounts differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kartra.ledger.copies import counted_once, key_of
from kartra.ledger.listing import Listing
from kartra.transaction import Transaction
from kartra.transaction_kind import EARNING

Verdict = Literal["matched", "different amount", "only here", "only there"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One transaction on both sides, or on one."""

    verdict: Verdict
    here: Transaction | None
    there: Transaction | None

    @property
    def transaction_id(self) -> str:
        """The id that both sides share."""
        one = self.here or self.there
        return one.transaction_id if one else ""

    @property
    def difference_cents(self) -> int:
        """What the export has more than we have, in effect on revenue."""
        return (self.there.revenue_cents if self.there else 0) - (self.here.revenue_cents if self.here else 0)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every transaction of both sides exactly once."""

    pairs: tuple[Pair, ...]

    def of(self, verdict: Verdict) -> tuple[Pair, ...]:
        """The pairs of one verdict."""
        return tuple(pair for pair in self.pairs if pair.verdict == verdict)

    @property
    def agrees(self) -> bool:
        """Whether both sides tell the same."""
        return all(pair.verdict == "matched" for pair in self.pairs)


def reconcile(here: Iterable[Transaction], export: Listing) -> Reconciliation:
    """Match by transaction_id and kind; by the id alone where the export has no column for the kind."""
    ours = {_key(one, export.tells_kinds): one for one in counted_once(here) if _comparable(one, export)}
    theirs = {_key(one, export.tells_kinds): one for one in counted_once(export.transactions)}
    keys = sorted(ours.keys() | theirs.keys(), key=lambda key: (len(key[0]), key))
    return Reconciliation(tuple(_pair(ours.get(key), theirs.get(key)) for key in keys))


def _comparable(one: Transaction, export: Listing) -> bool:
    """An export without kinds lists orders: only payments can be found in it."""
    return bool(one.transaction_id) and (export.tells_kinds or one.kind in EARNING)


def _key(one: Transaction, by_kind: bool) -> tuple[str, ...]:
    return key_of(one) if by_kind else (one.transaction_id,)


def _pair(here: Transaction | None, there: Transaction | None) -> Pair:
    if here is None or there is None:
        return Pair("only there" if here is None else "only here", here, there)
    same = (here.amount_cents or 0) == (there.amount_cents or 0)
    return Pair("matched" if same else "different amount", here, there)
