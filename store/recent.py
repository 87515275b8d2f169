"""Contents of late, remembered by the writer: an index of hashes on disk would cost more than all other rows.

What is remembered is only ever read from the database, so a transaction that fails leaves nothing behind, and
what other processes wrote is known too.
"""

from __future__ import annotations

import time
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from store.bulk import fetched
from store.tables import delivery

REMEMBERED = 500_000
"""Contents; 60 MB. A window that holds more forgets its oldest half."""
PRIMED = 50_000
"""Deliveries looked back at after a start, or after other processes have written alone."""
_ALONE_SECONDS = 1.0
"""After that long without a look, others may have written more than is worth reading again."""
_NEWER = "SELECT id, dkey, received_at, dup_of FROM delivery WHERE id > ? ORDER BY id"
_OVERLAP = 64
"""Numbers read again where several processes commit at once: a lower one may appear after a higher one."""


class Content(NamedTuple):
    """A content that has come: by which delivery first, and when last."""

    id: int
    at: int
    """UTC ms."""


_AT_BITS = 44
"""UTC milliseconds fit until the year 2527. Id and time in one number take half the memory of a pair."""


_AT_MASK = (1 << _AT_BITS) - 1


class Recent:
    """The contents of late by their hash, in two generations: the older one is forgotten whole."""

    def __init__(self) -> None:
        self._young: dict[int, int] = {}
        self._old: dict[int, int] = {}
        self._read_to: int | None = None
        self._looked_at = 0.0

    def catch_up(self, connection: Connection) -> None:
        """Read what was committed since the last time."""
        for id_, dkey, at, dup_of in fetched(connection, _NEWER, (self._after(connection),)):
            self.note(dkey, Content(dup_of or id_, at))
            self._read_to = max(id_, self._read_to or 0)

    def _after(self, connection: Connection) -> int:
        before, self._looked_at = self._looked_at, time.monotonic()
        if self._read_to is None or self._looked_at - before > _ALONE_SECONDS:
            newest = connection.execute(select(func.max(delivery.c.id))).scalar() or 0
            self._read_to = max(self._read_to or 0, newest - PRIMED)
        return self._read_to - (0 if connection.dialect.name == "sqlite" else _OVERLAP)

    def note(self, dkey: int, content: Content) -> None:
        """Remember a content as the latest that came."""
        if len(self._young) >= REMEMBERED // 2:
            self._old, self._young = self._young, {}
        # An imported delivery may be older than 1970; nothing repeats it by time.
        self._young[dkey] = content.id << _AT_BITS | min(max(content.at, 0), _AT_MASK)

    def first(self, dkey: int, earliest: int) -> int | None:
        """The delivery that brought this content first, if it last came at `earliest` or later."""
        packed = self._young.get(dkey) or self._old.get(dkey)
        if packed is None:
            return None
        return packed >> _AT_BITS if packed & _AT_MASK >= earliest else None


_recent: WeakKeyDictionary[Engine, Recent] = WeakKeyDictionary()


def recent(connection: Connection) -> Recent:
    """What this process remembers of the database, brought up to date."""
    known = _recent.setdefault(connection.engine, Recent())
    known.catch_up(connection)
    return known
