"""The drift of everything that a store has received, going on from what was looked at before."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from kartra.bodies import bodies
from kartra.drift.seen import Seen
from kartra.event import Event
from kartra.ordinary import ordinary
from kartra.reading import read


def look(connection: Connection, seen: Seen, after: int = 0) -> int:
    """Add every delivery after that id; returns the last id looked at."""
    for one in bodies(connection, after=after):
        for event in _events(one.told):
            seen.add(event, one.received_at)
        after = one.id
    return after


def _events(body: bytes) -> Iterable[Event]:
    short = ordinary(body)
    return (short,) if short is not None else read(body).events
