"""Files taken into the store part by part: each part and how far it reaches are written as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import msgspec
from sqlalchemy import Connection, select

from store.deliveries import Arrival
from store.dialect import insert
from store.moment import now_ms
from store.tables import imported


class Mark(NamedTuple):
    """How far a file has been taken in."""

    digest: str
    """Of the file's first `position` bytes."""
    position: int
    events: int
    unread: int
    """Lines that are kept and hold no event."""


class ImportedPart(msgspec.Struct, frozen=True):
    """Some lines of a file. A part that is there already is not written again, whoever wrote it."""

    name: str
    arrivals: tuple[Arrival, ...]
    mark: Mark
    """How far the file has been taken in with this part; marks stay, so a part is known for ever."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """For each part whether it was written now."""
        return [one._written(connection) for one in changes]

    def _written(self, connection: Connection) -> bool:
        row = {"digest": self.mark.digest, "name": self.name, "position": self.mark.position,
               "events": self.mark.events, "unread": self.mark.unread, "at": now_ms()}  # fmt: skip
        statement = insert(connection, imported).on_conflict_do_nothing().returning(imported.c.digest)
        if connection.execute(statement, row).first() is None:
            return False
        if self.arrivals:
            Arrival.write(connection, self.arrivals)
        return True


def marks(connection: Connection, at_most: int) -> list[Mark]:
    """Every mark that may lie in a file of that many bytes, the nearest to its beginning first."""
    columns = (imported.c.digest, imported.c.position, imported.c.events, imported.c.unread)
    found = select(*columns).where(imported.c.position <= at_most).order_by(imported.c.position)
    return [Mark(*row) for row in connection.execute(found)]
