"""One person's events as people read them: newest first, each with its sentence, grouped by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import Connection, select

from kartra.event import Event
from kartra.reading import read
from kartra.sentence import sentence
from privacy import redacted_text
from store.questions.person_names import Identity, of
from store.tables import delivery, event

PAGE = 100


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on a timeline."""

    event_id: int
    delivery_id: int
    ts: int
    action: str
    words: str
    is_repeat: bool
    """Whether its delivery repeats an earlier one."""


def timeline(connection: Connection, names: Sequence[Identity], *, below: int | None = None) -> list[Moment]:
    """The newest events of one person, older than the event `below`."""
    columns = (event.c.id, event.c.delivery_id, event.c.position, event.c.ts, event.c.action, event.c.dup)
    statement = select(*columns).where(of(names))
    if below is not None:
        statement = statement.where(event.c.id < below)
    rows = connection.execute(statement.order_by(event.c.id.desc()).limit(PAGE)).all()
    bodies = events_of(connection, {row.delivery_id for row in rows})
    return [
        Moment(
            row.id, row.delivery_id, row.ts, row.action,
            _words(bodies.get(row.delivery_id, ()), row.position, row.action), bool(row.dup),
        )
        for row in rows
    ]  # fmt: skip


def events_of(connection: Connection, deliveries: Iterable[int]) -> dict[int, tuple[Event, ...]]:
    """The events of these deliveries, read from their bodies."""
    columns = (delivery.c.id, delivery.c.query, delivery.c.body)
    rows = connection.execute(select(*columns).where(delivery.c.id.in_(list(deliveries))))
    return {row.id: read(row.body or row.query.encode()).events for row in rows}


def _words(events: Sequence[Event], position: int, action: str) -> str:
    if position < len(events):
        return redacted_text(sentence(events[position]))
    return action or "An event whose body is no longer here."


def by_day(moments: Iterable[Moment]) -> list[tuple[str, list[Moment]]]:
    """The moments under their days (UTC), newest day first."""
    ordered = sorted(moments, key=lambda one: (one.ts, one.event_id), reverse=True)
    return [(day, list(group)) for day, group in groupby(ordered, key=_day)]


def _day(one: Moment) -> str:
    when = datetime.fromtimestamp(one.ts / 1000, UTC)
    return f"{when:%A}, {when.day} {when:%B %Y}"
