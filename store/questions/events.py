"""Kartra events by day and action; a delivery that repeats another is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from store.questions.behind import PAGE
from store.questions.scope import Scope
from store.tables import event, roll


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many events of an action lie in a day."""

    day: int
    action: str
    n: int


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event, as a list shows it."""

    id: int
    delivery_id: int
    ts: int
    action: str
    lead_name: str
    lead_email: str
    subject: str
    amount_cents: int | None


def events_by_day(connection: Connection, scope: Scope) -> tuple[DayCount, ...]:
    """From the roll-up: its cost does not grow with the number of events."""
    return _rolled(connection, scope, "event")


def findings_by_day(connection: Connection, scope: Scope) -> tuple[DayCount, ...]:
    """How often each finding was made; its code stands in `action`."""
    return _rolled(connection, scope, "finding")


def _rolled(connection: Connection, scope: Scope, kind: str) -> tuple[DayCount, ...]:
    counted = (
        select(roll.c.day, roll.c.name, func.sum(roll.c.n))
        .where(roll.c.kind == kind, *scope.days(roll.c.day))
        .group_by(roll.c.day, roll.c.name)
        .order_by(roll.c.day, roll.c.name)
    )
    return tuple(DayCount(day, name, int(n)) for day, name, n in connection.execute(counted) if n)


def findings_counted(connection: Connection, scope: Scope) -> tuple[tuple[str, int], ...]:
    """What was unusual in the events of the period: code and how often, most frequent first."""
    n = func.sum(roll.c.n)
    counted = (
        select(roll.c.name, n)
        .where(roll.c.kind == "finding", *scope.days(roll.c.day))
        .group_by(roll.c.name)
        .order_by(n.desc(), roll.c.name)
    )
    return tuple((name, int(number)) for name, number in connection.execute(counted) if number)


def events_behind(
    connection: Connection,
    scope: Scope,
    actions: Sequence[str] = (),
    *,
    before: int | None = None,
    limit: int = PAGE,
) -> tuple[EventLine, ...]:
    """The events that a number counts, ids falling; no action is all of them."""
    page = select(*(event.c[name] for name in EventLine.__slots__)).where(
        event.c.dup == 0, *scope.days(event.c.day)
    )
    if actions:
        page = page.where(event.c.action.in_(actions))
    if before is not None:
        page = page.where(event.c.id < before)
    return tuple(EventLine(*row) for row in connection.execute(page.order_by(event.c.id.desc()).limit(limit)))
