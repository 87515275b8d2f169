"""Which delivery an arrival repeats: the first with the same key, or with the same content of late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from store.recent import Content, Recent, recent
from store.tables import delivery


class Wanted(NamedTuple):
    """An arrival as far as repeating goes."""

    id: int
    bin: str
    dkey: int
    at: int
    """UTC ms."""
    window_ms: int
    """How long after it last came the same content counts as sent again; 0 means never."""
    key: str | None
    """The sender's or a proxy's idempotency key."""
    key_decides: bool


def repeated(connection: Connection, arrivals: Sequence[Wanted]) -> list[int | None]:
    """For each arrival the delivery that it repeats, or none; arrivals of the same batch count too."""
    known = recent(connection)
    named = _named(connection, [one for one in arrivals if one.key is not None])
    here: dict[int, Content] = {}
    found = []
    for one in arrivals:
        first = _first(one, _alike(one, here.get(one.dkey), known) if one.window_ms > 0 else None, named)
        here[one.dkey] = Content(first or one.id, one.at)
        found.append(first)
    return found


def _alike(one: Wanted, before: Content | None, known: Recent) -> int | None:
    earliest = one.at - one.window_ms
    return before.id if before and before.at >= earliest else known.first(one.dkey, earliest)


def _first(one: Wanted, alike: int | None, named: dict[tuple[str, str], int]) -> int | None:
    if one.key is None:
        return alike
    first = named.setdefault((one.bin, one.key), one.id)
    if first != one.id:
        return first
    return None if one.key_decides else alike


def _named(connection: Connection, arrivals: Sequence[Wanted]) -> dict[tuple[str, str], int]:
    if not arrivals:
        return {}
    columns = (delivery.c.bin, delivery.c.idempotency_key)
    keys = [one.key for one in arrivals]
    statement = select(*columns, func.min(delivery.c.id)).where(columns[1].in_(keys)).group_by(*columns)
    return {(bin_, key): id_ for bin_, key, id_ in connection.execute(statement)}
