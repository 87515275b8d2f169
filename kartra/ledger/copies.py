"""Each transaction counted once, however often, on whichever surface and in whatever order it was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from kartra.event import Finding
from kartra.transaction import Transaction
from kartra.transaction_kind import EARNING

_FIELDS: Final = Transaction.__struct_fields__
_TOLD_APART: Final = frozenset({"surface", "findings", "date", "zone", "kind"})


def key_of(told: Transaction) -> tuple[str, ...]:
    """What makes two tellings the same transaction: its id and the kind, a sale and a rebill being one kind.

    Without an id only the whole content can say that it was the same.
    """
    kind = "earning" if told.kind in EARNING else told.kind
    if told.transaction_id:
        return (told.transaction_id, kind)
    return ("", kind, *(str(getattr(told, name)) for name in _FIELDS if name not in _TOLD_APART))


def counted_once(told: Iterable[Transaction]) -> list[Transaction]:
    """One transaction for each key, in an order that does not depend on how they came."""
    copies: dict[tuple[str, ...], list[Transaction]] = defaultdict(list)
    for one in told:
        copies[key_of(one)].append(one)
    return [_merged(same) if len(same) > 1 else same[0] for _, same in sorted(copies.items())]


def _merged(copies: Sequence[Transaction]) -> Transaction:
    """All that the copies say; where they differ the outbound telling wins, then the later and larger one."""
    ranked = sorted(set(copies), key=_rank)
    first = ranked[0]
    if len(ranked) == 1:
        return first
    changes: dict[str, Any] = {}
    for name in _FIELDS:
        told = [value for one in ranked if (value := getattr(one, name)) not in ("", None)]
        changes[name] = told[0] if told else getattr(first, name)
    changes["kind"] = "rebill" if any(one.kind == "rebill" for one in ranked) else first.kind
    changes["trial"] = any(one.trial for one in ranked)
    noted = dict.fromkeys(finding for one in ranked for finding in one.findings)
    changes["findings"] = (*noted, *_disagreement(ranked))
    return replace(first, **changes)


def _disagreement(ranked: Sequence[Transaction]) -> tuple[Finding, ...]:
    amounts = sorted({one.amount_cents for one in ranked if one.amount_cents is not None})
    if len(amounts) < 2:
        return ()
    told = " and ".join(f"{cents / 100:.2f}" for cents in amounts)
    message = f"Transaction {ranked[0].transaction_id} was told with different amounts, {told}; counted once."
    return (Finding("told-differently", "transaction_full_amount", "warn", message),)


def _rank(one: Transaction) -> tuple[Any, ...]:
    return (one.surface != "outbound", -(one.ts or 0), -(one.amount_cents or 0), repr(one))
