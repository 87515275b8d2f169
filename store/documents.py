"""The index's documents made anew from the rows that are kept: word for word as they were indexed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select, union

from store import search_index
from store.search_index import Document, document
from store.tables import delivery, event, pending

_AT_ONCE = 1_000
"""Deliveries held at once."""


def documents_of(connection: Connection, ids: Sequence[int]) -> list[Document]:
    """Those of deliveries that are here and have been read; nothing else is indexed."""
    parts = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
    return [one for part in parts for one in _documents(connection, part)]


def _documents(connection: Connection, ids: Sequence[int]) -> list[Document]:
    read = delivery.c.id.not_in(select(pending.c.delivery_id))
    kept = connection.execute(select(delivery.c.id, delivery.c.query).where(delivery.c.id.in_(ids), read))
    events = _events(connection, ids)
    return [document(id_, query, events.get(id_, ())) for id_, query in kept]


def index_anew(connection: Connection) -> None:
    """Fill the empty index from the rows; events whose deliveries are gone stay findable by their values."""
    for ids in _numbers(connection):
        here = set(connection.execute(select(delivery.c.id).where(delivery.c.id.in_(ids))).scalars())
        left = _events(connection, [id_ for id_ in ids if id_ not in here])
        values = [document(id_, "", events).values_only() for id_, events in left.items()]
        search_index.index(connection, documents_of(connection, ids) + values)


def _events(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    rows = select(event).where(event.c.delivery_id.in_(ids)).order_by(event.c.delivery_id, event.c.position)
    for row in connection.execute(rows):
        found.setdefault(row.delivery_id, []).append(row)
    return found


def _numbers(connection: Connection) -> Iterator[list[int]]:
    """All numbers of deliveries that are here or have events, in rising order, some at once."""
    after = 0
    while True:
        here = select(delivery.c.id).where(delivery.c.id > after)
        told = select(event.c.delivery_id).where(event.c.delivery_id > after)
        both = union(here, told).order_by("id").limit(_AT_ONCE)
        ids = list(connection.execute(both).scalars())
        if not ids:
            return
        yield ids
        after = ids[-1]
