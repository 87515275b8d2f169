"""Contents of late, remembered by the writer: an index of hashes on disk would cost more than all other rows.

What is remembered is only ever read from the database, so a transaction that fails leaves nothing behind, and
what other processes wrote is known too.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from store.tables import delivery

REMEMBERED = 500_000
"""Contents; about 60 MB. A window that holds more forgets its oldest."""
_PRIMED = 50_000
"""Deliveries looked back at after a start."""
_OVERLAP = 64
"""Numbers read again where several processes commit at once: a lower one may appear after a higher one."""


class Content(NamedTuple):
    """A content that has come: by which delivery first, and when last."""

    id: int
    at: int
    """UTC ms."""


class Recent:
    """The contents of late by their hash, oldest first."""

    def __init__(self) -> None:
        self._contents: dict[int, Content] = {}
        self._read_to: int | None = None

    def catch_up(self, connection: Connection) -> None:
        """Read what was committed since the last time."""
        columns = (delivery.c.id, delivery.c.dkey, delivery.c.received_at, delivery.c.dup_of)
        for id_, dkey, at, dup_of in connection.execute(
            select(*columns).where(delivery.c.id > self._after(connection)).order_by(delivery.c.id)
        ):
            self.note(dkey, Content(dup_of or id_, at))
            self._read_to = max(id_, self._read_to or 0)
        while len(self._contents) > REMEMBERED:
            del self._contents[next(iter(self._contents))]

    def _after(self, connection: Connection) -> int:
        if self._read_to is None:
            newest = connection.execute(select(func.max(delivery.c.id))).scalar() or 0
            self._read_to = max(0, newest - _PRIMED)
            return self._read_to
        return self._read_to - (0 if connection.dialect.name == "sqlite" else _OVERLAP)

    def note(self, dkey: int, content: Content) -> None:
        """Remember a content as the latest that came."""
        self._contents.pop(dkey, None)
        self._contents[dkey] = content

    def first(self, dkey: int, earliest: int) -> int | None:
        """The delivery that brought this content first, if it last came at `earliest` or later."""
        content = self._contents.get(dkey)
        return content.id if content and content.at >= earliest else None


_recent: WeakKeyDictionary[Engine, Recent] = WeakKeyDictionary()


def recent(connection: Connection) -> Recent:
    """What this process remembers of the database, brought up to date."""
    known = _recent.setdefault(connection.engine, Recent())
    known.catch_up(connection)
    return known
