"""Which delivery an arrival repeats: the first with the same key, or with the same content of late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from store.tables import delivery

# One look into the index for each arrival, however often its content has come already.
_ALIKE = {
    "sqlite": """
        SELECT wanted.key, (
            SELECT id FROM delivery
            WHERE dkey = wanted.value ->> 0 AND received_at >= wanted.value ->> 1
            ORDER BY received_at, id LIMIT 1)
        FROM json_each(?) AS wanted""",
    "postgresql": """
        SELECT wanted.place - 1, (
            SELECT id FROM delivery
            WHERE dkey = (wanted.value ->> 0)::bigint AND received_at >= (wanted.value ->> 1)::bigint
            ORDER BY received_at, id LIMIT 1)
        FROM json_array_elements(%s::json) WITH ORDINALITY AS wanted (value, place)""",
}


class Wanted(NamedTuple):
    """An arrival as far as repeating goes."""

    id: int
    bin: str
    dkey: int
    earliest: int
    """UTC ms; what came before does not count."""
    key: str | None
    """The sender's or a proxy's idempotency key."""
    key_decides: bool


def repeated(connection: Connection, arrivals: Sequence[Wanted]) -> list[int | None]:
    """For each arrival the delivery that it repeats, or none; arrivals of the same batch count too."""
    alike = _alike(connection, arrivals)
    named = _named(connection, [one for one in arrivals if one.key is not None])
    here: dict[int, int] = {}
    return [
        _first(one, first or here.setdefault(one.dkey, one.id), named)
        for one, first in zip(arrivals, alike, strict=True)
    ]


def _first(one: Wanted, alike: int, named: dict[tuple[str, str], int]) -> int | None:
    if one.key is not None:
        first = named.setdefault((one.bin, one.key), one.id)
        if first != one.id or one.key_decides:
            return first if first != one.id else None
    return alike if alike != one.id else None


def _alike(connection: Connection, arrivals: Sequence[Wanted]) -> list[int | None]:
    pairs = msgspec.json.encode([(one.dkey, one.earliest) for one in arrivals]).decode()
    rows = connection.exec_driver_sql(_ALIKE[connection.dialect.name], (pairs,))
    found = {int(place): id_ for place, id_ in rows}
    return [found.get(place) for place in range(len(arrivals))]


def _named(connection: Connection, arrivals: Sequence[Wanted]) -> dict[tuple[str, str], int]:
    if not arrivals:
        return {}
    columns = (delivery.c.bin, delivery.c.idempotency_key)
    keys = [one.key for one in arrivals]
    statement = select(*columns, func.min(delivery.c.id)).where(columns[1].in_(keys)).group_by(*columns)
    return {(bin_, key): id_ for bin_, key, id_ in connection.execute(statement)}
