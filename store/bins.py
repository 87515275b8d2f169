"""Bins: named places that capture what is sent to them, and how each answers and forgets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy import insert as plain_insert

from store.deliveries import DUP_WINDOW_MS
from store.dialect import add, insert
from store.moment import day_of, now_ms
from store.shortened import without_zeros
from store.tables import bin_, roll

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
"""What a bin may be called: it stands in a URL."""
FIRST = "kartra"
"""The bin that exists from the start."""
LONGEST_DELAY_MS = 30_000


class Bin(msgspec.Struct, frozen=True):
    """One bin as it is set up."""

    name: str
    secret: str = ""
    """A path segment that must follow the name; never shown, logged or exported."""
    status: int = 200
    headers: dict[str, str] = {}
    """What the answer carries besides its length."""
    body: str = ""
    delay_ms: int = 0
    cors: bool = False
    """Whether pages of other origins may send here from a browser."""
    paused: bool = False
    """Whether arrivals are refused with 503."""
    keep_count: int | None = None
    """How many deliveries stay; none keeps all. Pinned ones stay always."""
    keep_days: int | None = None
    dup_window_ms: int = DUP_WINDOW_MS
    """How long the same content counts as sent again."""
    created_at: int = 0
    evicted: int = 0
    """Deliveries that retention has removed."""
    refused: int = 0
    """Requests that were refused: too large, too slow, paused."""


class Changes:
    """Which change to bins this process committed last."""

    latest: ClassVar[object] = object()
    """Another object after each: whoever holds an older one has an old copy."""

    @classmethod
    def notice(cls) -> None:
        """There is one more."""
        cls.latest = object()


_SET_UP = tuple(name for name in Bin.__struct_fields__ if name not in ("created_at", "evicted", "refused"))


def bins(connection: Connection) -> dict[str, Bin]:
    """Every bin by name."""
    rows = connection.execute(select(bin_).order_by(bin_.c.name)).mappings()
    return {row["name"]: _bin(row) for row in rows}


def _bin(row: Any) -> Bin:
    values: dict[str, Any] = {str(name): value for name, value in row.items()}
    values["headers"] = msgspec.json.decode(values["headers"])
    return msgspec.convert(values, Bin, strict=False)


class SavedBin(msgspec.Struct, frozen=True):
    """A bin made, or set up differently; its counts stay."""

    bin: Bin

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """The bins' names."""
        statement = insert(connection, bin_)
        changing = {name: statement.excluded[name] for name in _SET_UP if name != "name"}
        statement = statement.on_conflict_do_update(index_elements=["name"], set_=changing)
        connection.execute(statement, [_row(one.bin) for one in changes])
        return [one.bin.name for one in changes]

    @classmethod
    def committed(cls) -> None:
        """Whoever holds a copy of the bins is to look again."""
        Changes.notice()


def _row(one: Bin) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _SET_UP}
    return values | {
        "headers": msgspec.json.encode(one.headers).decode(),
        "body": without_zeros(one.body),
        "cors": int(one.cors),
        "paused": int(one.paused),
        "created_at": one.created_at or now_ms(),
    }


class RemovedBin(msgspec.Struct, frozen=True):
    """A bin taken away; what it captured stays."""

    name: str

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """For each, whether it was there."""
        return [
            connection.execute(delete(bin_).where(bin_.c.name == one.name)).rowcount > 0 for one in changes
        ]

    @classmethod
    def committed(cls) -> None:
        """Whoever holds a copy of the bins is to look again."""
        Changes.notice()


class RefusedArrival(msgspec.Struct, frozen=True):
    """A request that a bin did not take, counted."""

    bin: str
    status: int
    at: int
    """UTC ms."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Nothing to tell."""
        days = Counter((day_of(one.at), "refused", str(one.status)) for one in changes)
        add(connection, roll, {key: (n,) for key, n in days.items()})
        for name, n in sorted(Counter(one.bin for one in changes).items()):
            connection.execute(update(bin_).where(bin_.c.name == name).values(refused=bin_.c.refused + n))
        return [None] * len(changes)


def first_bin(connection: Connection) -> None:
    """Make the bin that exists from the start."""
    connection.execute(plain_insert(bin_).values(name=FIRST, created_at=now_ms()))
