"""The bodies that a store keeps, oldest first, some at a time: as many as there are, in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from store.tables import delivery

_ROWS: Final = 512


class Body(NamedTuple):
    """What was sent, and when it came."""

    id: int
    received_at: int
    query: str
    body: bytes

    @property
    def told(self) -> bytes:
        """The body, or the query string of a request without one."""
        return self.body or self.query.encode()


def bodies(connection: Connection, *where: ColumnElement[bool], after: int = 0) -> Iterator[Body]:
    """Every body after that delivery."""
    columns = (delivery.c[name] for name in Body._fields)
    page = select(*columns).where(*where).order_by(delivery.c.id).limit(_ROWS)
    while rows := connection.execute(page.where(delivery.c.id > after)).all():
        yield from (Body(*row) for row in rows)
        after = rows[-1].id
