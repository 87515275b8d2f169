"""The drift of everything that a store has received, going on from what was looked at before."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from kartra.drift.seen import Seen
from kartra.event import Event
from kartra.ordinary import ordinary
from kartra.reading import read
from store.tables import delivery

_ROWS = 512


def look(connection: Connection, seen: Seen, after: int = 0) -> int:
    """Add every delivery after that id; returns the last id looked at."""
    columns = (delivery.c.id, delivery.c.received_at, delivery.c.query, delivery.c.body)
    wanted = select(*columns).where(delivery.c.id > after).order_by(delivery.c.id)
    for row in connection.execute(wanted.execution_options(yield_per=_ROWS)):
        for event in _events(row.body or row.query.encode()):
            seen.add(event, row.received_at)
        after = row.id
    return after


def _events(body: bytes) -> Iterable[Event]:
    short = ordinary(body)
    return (short,) if short is not None else read(body).events
