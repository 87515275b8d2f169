"""Deliveries that wait to be read: taken in order, read elsewhere, and projected exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import msgspec
from sqlalchemy import Connection, delete, func, select

from store.projections import Read, project
from store.rows import Rows
from store.tables import delivery, pending


class Waiting(NamedTuple):
    """A delivery that nobody has read yet."""

    id: int
    bin: str
    received_at: int
    dup_of: int | None
    content_type: str
    query: str
    body: bytes


def waiting(connection: Connection, limit: int) -> list[Waiting]:
    """The oldest that wait."""
    columns = (delivery.c[name] for name in Waiting._fields)
    oldest = select(pending.c.delivery_id).order_by(pending.c.delivery_id).limit(limit).subquery()
    statement = select(*columns).join(oldest, oldest.c.delivery_id == delivery.c.id).order_by(delivery.c.id)
    return [Waiting(*row) for row in connection.execute(statement)]


def backlog(connection: Connection, limit: int) -> int:
    """How many wait, counted to a limit."""
    some = select(pending.c.delivery_id).limit(limit).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar() or 0


def oldest(connection: Connection) -> int | None:
    """When the delivery arrived that has waited longest, in UTC ms."""
    first = select(func.min(pending.c.delivery_id)).scalar_subquery()
    return connection.execute(select(delivery.c.received_at).where(delivery.c.id == first)).scalar()


class Projection(msgspec.Struct, frozen=True):
    """A delivery that has been read."""

    read: Read

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """For each, whether it was projected now; what another process took first is left alone."""
        ids = [one.read.delivery_id for one in changes]
        claimed = set(
            connection.execute(
                delete(pending).where(pending.c.delivery_id.in_(ids)).returning(pending.c.delivery_id)
            ).scalars()
        )
        project(connection, [one.read for one in changes if one.read.delivery_id in claimed])
        return [id_ in claimed for id_ in ids]


def projection(one: Waiting, rows: Rows) -> Projection:
    """What was found in a delivery that waited."""
    return Projection(Read(one.id, one.bin, one.received_at, one.dup_of, one.query, rows))
