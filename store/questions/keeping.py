"""What the store holds and what it could not keep."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from store.questions.scope import Scope
from store.tables import call, delivery, event, roll, txn, visit

TABLES = {"deliveries": delivery, "events": event, "transactions": txn, "visits": visit, "calls": call}


@dataclass(frozen=True, slots=True)
class Receipts:
    """Arrivals of a period: nothing is dropped without being counted."""

    kept: int
    unread: int
    """Kept, but not to be read to the end."""
    duplicates: int
    refused: int
    """Answered with an error and not kept: too large, too slow, paused, or the disk was full."""
    evicted: int
    """Kept once, and removed since by a bin's bound."""


def rows_kept(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in TABLES.items()
    }


def receipts(connection: Connection, scope: Scope) -> Receipts:
    """From the roll-ups of the period's days."""
    counted = (
        select(roll.c.kind, func.sum(roll.c.n))
        .where(
            roll.c.kind.in_(("delivery", "unread", "duplicate", "refused", "evicted")),
            *scope.days(roll.c.day),
        )
        .group_by(roll.c.kind)
    )
    n = {kind: int(number) for kind, number in connection.execute(counted)}
    return Receipts(
        kept=n.get("delivery", 0),
        unread=n.get("unread", 0),
        duplicates=n.get("duplicate", 0),
        refused=n.get("refused", 0),
        evicted=n.get("evicted", 0),
    )
