"""What the filter bar offers: the values that visits have, and the days that anything is kept of."""

from __future__ import annotations

from sqlalchemy import Column, Connection, func, select

from store.questions.scope import DIMENSIONS, Scope
from store.tables import event, txn, visit

MOST = 50
"""Values offered for one filter; the most frequent."""


def values_of(connection: Connection, scope: Scope, name: str) -> tuple[tuple[str, int], ...]:
    """The values of a dimension in the period, most frequent first, each with its number of visits."""
    if name not in DIMENSIONS:
        raise ValueError(f"{name} is not one of {', '.join(DIMENSIONS)}")
    column = visit.c[name]
    counted = (
        select(column, func.count())
        .where(*scope.days(visit.c.day))
        .group_by(column)
        .order_by(func.count().desc(), column)
        .limit(MOST)
    )
    return tuple((value, n) for value, n in connection.execute(counted))


def days_of_visits(connection: Connection) -> tuple[int, int] | None:
    """First and last day with a visit; none when there is none."""
    return _ends(connection, visit.c.day)


def days_of_events(connection: Connection) -> tuple[int, int] | None:
    """First and last day with an event or a transaction."""
    found = [_ends(connection, day) for day in (event.c.day, txn.c.day)]
    days = [day for pair in found if pair for day in pair]
    return (min(days), max(days)) if days else None


def _ends(connection: Connection, day: Column[int]) -> tuple[int, int] | None:
    # Each by itself: together they are no look at an index's ends, but at all of it.
    first = connection.execute(select(func.min(day))).scalar()
    last = connection.execute(select(func.max(day))).scalar()
    return None if first is None or last is None else (first, last)
