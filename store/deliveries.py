"""An arrival: a request as it came, on the disk with its duplicate mark before anybody is told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Self

import msgspec
from sqlalchemy import Connection

from store.body import Body, digest
from store.bulk import insert_rows
from store.dialect import next_ids
from store.projections import Read, project
from store.repeats import Wanted, repeated
from store.rows import Rows
from store.shortened import LONGEST_ALONE, shortened, without_zeros
from store.tables import delivery

DUP_WINDOW_MS = 600_000
"""How long the same body counts as sent again, unless the bin says otherwise."""

_RAW = (
    "id", "bin", "received_at", "method", "path", "query", "remote", "content_type", "size", "dkey", "dup_of",
    "idempotency_key", "headers", "body",
)  # fmt: skip


class Kept(NamedTuple):
    """How an arrival was kept."""

    id: int
    dup_of: int | None
    """The first delivery with the same content inside the window."""


class Arrival(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One request to a bin; everything in it has been redacted."""

    bin: str
    received_at: int
    """UTC ms."""
    body: bytes | Body
    method: str = "POST"
    path: str = ""
    query: str = ""
    headers: str = "[]"
    """JSON: pairs of name and value in the order they came."""
    remote: str = ""
    content_type: str = ""
    rows: Rows | None = None
    """What its body holds, when it has been read; otherwise it waits for a reader."""
    idempotency_key: str | None = None
    """As the sender or a proxy gave it: two arrivals with one key are duplicates, whatever their bodies."""
    key_decides: bool = False
    """Whether different keys mean different requests, even with the same body."""
    dup_window_ms: int = DUP_WINDOW_MS

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """How each was kept, in their order."""
        ids = next_ids(connection, delivery, len(changes))
        bodies = [one.body if isinstance(one.body, Body) else Body.of(one.body) for one in changes]
        keys = [dkey(one, body) for one, body in zip(changes, bodies, strict=True)]
        firsts = _firsts(connection, changes, ids, keys)
        raw = [
            (
                id_, one.bin, one.received_at, one.method, shortened(one.path, LONGEST_ALONE),
                without_zeros(one.query), one.remote, shortened(one.content_type, LONGEST_ALONE), body.size,
                key, first, _idempotency_key(one), one.headers, body.packed,
            )
            for one, id_, body, key, first in zip(changes, ids, bodies, keys, firsts, strict=True)
        ]  # fmt: skip
        insert_rows(connection, "delivery", _RAW, raw)
        kept = [Kept(id_, first) for id_, first in zip(ids, firsts, strict=True)]
        waiting = [(k.id,) for one, k in zip(changes, kept, strict=True) if one.rows is None]
        insert_rows(connection, "pending", ("delivery_id",), waiting)
        project(
            connection,
            [
                Read(k.id, one.bin, one.received_at, k.dup_of, one.query, one.rows)
                for one, k in zip(changes, kept, strict=True)
                if one.rows is not None
            ],
        )
        return list(kept)


def dkey(one: Arrival, body: Body) -> int:
    """A 64-bit hash of what makes two arrivals the same."""
    return body.digest ^ _place(one.bin, one.method, one.path, one.query)


def _idempotency_key(one: Arrival) -> str | None:
    return None if one.idempotency_key is None else shortened(one.idempotency_key, LONGEST_ALONE)


@lru_cache(maxsize=1024)
def _place(*named: str) -> int:
    return digest("\0".join(named).encode())


def _firsts(
    connection: Connection, changes: Sequence[Arrival], ids: Sequence[int], keys: Sequence[int]
) -> list[int | None]:
    """For each the delivery that it repeats."""
    if all(one.dup_window_ms <= 0 and one.idempotency_key is None for one in changes):
        return [None] * len(changes)
    wanted = [
        Wanted(id_, one.bin, key, one.received_at, one.dup_window_ms, _idempotency_key(one), one.key_decides)
        for one, id_, key in zip(changes, ids, keys, strict=True)
    ]
    return repeated(connection, wanted)
