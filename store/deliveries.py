"""An arrival: a request as it came, written with projections, duplicate mark, search words and roll-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, Self

import msgspec
from sqlalchemy import Connection, func, insert, select

from store import search_index
from store.dialect import add, next_ids
from store.moment import day_of
from store.projections import project
from store.rows import Rows
from store.search_index import Document
from store.tables import delivery, roll

DUP_WINDOW_MS = 600_000
"""How long the same body counts as sent again, unless the bin says otherwise."""


class Kept(NamedTuple):
    """How an arrival was kept."""

    id: int
    dup_of: int | None
    """The first delivery with the same content inside the window."""


class Arrival(msgspec.Struct, frozen=True):
    """One request to a bin; everything in it has been redacted."""

    bin: str
    received_at: int
    """UTC ms."""
    body: bytes
    method: str = "POST"
    path: str = ""
    query: str = ""
    headers: str = "[]"
    """JSON: pairs of name and value in the order they came."""
    remote: str = ""
    content_type: str = ""
    rows: Rows = Rows()
    idempotency_key: str | None = None
    """As the sender or a proxy gave it: two arrivals with one key are duplicates, whatever their bodies."""
    key_decides: bool = False
    """Whether different keys mean different requests, even with the same body."""
    dup_window_ms: int = DUP_WINDOW_MS

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Raw rows, events, transactions, search words and roll-ups of the batch: all or nothing."""
        ids = next_ids(connection, delivery, len(changes))
        keys = [dkey(one) for one in changes]
        firsts = _firsts(connection, changes, keys, ids)
        kept = [Kept(id_, first) for id_, first in zip(ids, firsts, strict=True)]
        raw = [_raw(*three) for three in zip(changes, kept, keys, strict=True)]
        connection.execute(insert(delivery), raw)
        project(
            connection,
            [(k.id, one.received_at, one.rows, k.dup_of) for one, k in zip(changes, kept, strict=True)],
        )
        search_index.index(connection, [_document(one, k.id) for one, k in zip(changes, kept, strict=True)])
        add(connection, roll, _counts(changes))
        return list(kept)


def dkey(one: Arrival) -> int:
    """A 64-bit hash of what makes two arrivals the same."""
    hashed = blake2b(one.body, digest_size=8)
    hashed.update(f"\0{one.bin}\0{one.method}\0{one.path}\0{one.query}".encode())
    return int.from_bytes(hashed.digest(), "big", signed=True)


def _firsts(
    connection: Connection, changes: Sequence[Arrival], keys: Sequence[int], ids: Sequence[int]
) -> list[int | None]:
    """For each arrival the first delivery of the same content within its window, or none."""
    widest = max(one.dup_window_ms for one in changes)
    earliest = min(one.received_at for one in changes) - widest
    statement = (
        select(delivery.c.dkey, delivery.c.id, delivery.c.received_at)
        .where(delivery.c.dkey.in_(keys), delivery.c.received_at >= earliest)
        .order_by(delivery.c.id)
    )
    seen: dict[int, list[tuple[int, int]]] = {}
    for key, id_, at in connection.execute(statement):
        seen.setdefault(key, []).append((id_, at))
    named = _named(connection, changes)
    return [_first(*four, seen, named) for four in zip(changes, keys, ids, strict=True)]


def _named(connection: Connection, changes: Sequence[Arrival]) -> dict[tuple[str, str], int]:
    keys = [one.idempotency_key for one in changes if one.idempotency_key is not None]
    if not keys:
        return {}
    columns = (delivery.c.bin, delivery.c.idempotency_key)
    statement = select(*columns, func.min(delivery.c.id)).where(columns[1].in_(keys)).group_by(*columns)
    return {(bin_, key): id_ for bin_, key, id_ in connection.execute(statement)}


def _first(
    one: Arrival,
    key: int,
    id_: int,
    seen: dict[int, list[tuple[int, int]]],
    named: dict[tuple[str, str], int],
) -> int | None:
    same = seen.setdefault(key, [])
    alike = next((other for other, at in same if at >= one.received_at - one.dup_window_ms), None)
    same.append((id_, one.received_at))
    if one.idempotency_key is None:
        return alike
    first = named.setdefault((one.bin, one.idempotency_key), id_)
    if first != id_:
        return first
    return None if one.key_decides else alike


def _raw(one: Arrival, kept: Kept, key: int) -> dict[str, Any]:
    return {
        "id": kept.id,
        "bin": one.bin,
        "received_at": one.received_at,
        "method": one.method,
        "path": one.path,
        "query": one.query,
        "remote": one.remote,
        "content_type": one.content_type,
        "size": len(one.body),
        "dkey": key,
        "dup_of": kept.dup_of,
        "ok": int(one.rows.ok),
        "idempotency_key": one.idempotency_key,
        "words": " ".join(event.words for event in one.rows.events),
        "headers": one.headers,
        "body": one.body,
    }


def _document(one: Arrival, id_: int) -> Document:
    events = one.rows.events
    return Document(
        id_,
        " ".join(event.lead_email for event in events),
        " ".join(event.lead_name for event in events),
        " ".join(event.subject for event in events),
        " ".join(event.words for event in events),
    )


def _counts(changes: Iterable[Arrival]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    counts: Counter[tuple[int, str, str]] = Counter()
    for one in changes:
        day = day_of(one.received_at)
        counts[day, "delivery", one.bin] += 1
        if not one.rows.ok:
            counts[day, "unread", one.bin] += 1
    return {key: (n,) for key, n in counts.items()}
