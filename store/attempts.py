"""Attempts: what was sent from here, where to, because of what, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, delete, insert, select

from store.dialect import add, next_ids
from store.moment import day_of, now_ms
from store.shortened import without_zeros
from store.tables import attempt, roll

MOST = 100_000
"""Attempts that are kept; older ones are counted (`roll`, kind `evicted_attempt`)."""
_LISTED = tuple(column for column in attempt.c if column.name not in ("body", "headers", "answer_headers"))


class Attempt(msgspec.Struct, frozen=True):
    """One request that was sent, or could not be; everything in it has been redacted."""

    batch: str
    """What was sent together has one batch."""
    trigger: str
    """Why: `buy_product`, `lifecycle subscription`, `replay`, `replay edited`."""
    sent_at: int
    """UTC ms."""
    url: str
    body: bytes
    method: str = "POST"
    headers: str = "[]"
    """JSON: pairs of name and value."""
    delivery_id: int | None = None
    """The stored delivery that was sent again; it stays as it was."""
    parent_id: int | None = None
    """The attempt that this one repeats."""
    status: int | None = None
    answer_headers: str = "[]"
    answer: str = ""
    """The beginning of the answer's body."""
    elapsed_us: int | None = None
    error: str = ""
    """Why there is no answer; empty when there is one."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """The attempts' ids."""
        ids = next_ids(connection, attempt, len(changes))
        rows = [{"id": id_, **_values(one)} for id_, one in zip(ids, changes, strict=True)]
        connection.execute(insert(attempt), rows)
        _evict(connection, ids[-1] - MOST)
        return list(ids)


def _values(one: Attempt) -> dict[str, Any]:
    values = msgspec.structs.asdict(one)
    return {name: without_zeros(each) if isinstance(each, str) else each for name, each in values.items()}


def _evict(connection: Connection, upto: int) -> None:
    """Forget the oldest and count them, so that nothing goes unsaid."""
    if upto <= 0:
        return
    gone = connection.execute(delete(attempt).where(attempt.c.id <= upto)).rowcount
    if gone:
        add(connection, roll, {(day_of(now_ms()), "evicted_attempt", ""): (gone,)})


class AttemptLine(msgspec.Struct, frozen=True):
    """An attempt as lists show it."""

    id: int
    batch: str
    delivery_id: int | None
    parent_id: int | None
    trigger: str
    sent_at: int
    method: str
    url: str
    status: int | None
    answer: str
    elapsed_us: int | None
    error: str


class AttemptWhole(msgspec.Struct, frozen=True):
    """An attempt with what was sent and what came back."""

    line: AttemptLine
    headers: tuple[tuple[str, str], ...]
    body: bytes
    answer_headers: tuple[tuple[str, str], ...]


def attempts(
    connection: Connection,
    *,
    batch: str | None = None,
    delivery_id: int | None = None,
    below: int | None = None,
    limit: int = 50,
) -> tuple[AttemptLine, ...]:
    """The newest attempts under `below`, of one batch or of one delivery where that is asked."""
    statement = select(*_LISTED).order_by(attempt.c.id.desc()).limit(limit)
    for column, value in ((attempt.c.batch, batch), (attempt.c.delivery_id, delivery_id)):
        if value is not None:
            statement = statement.where(column == value)
    if below is not None:
        statement = statement.where(attempt.c.id < below)
    return tuple(_line(row._mapping) for row in connection.execute(statement))


def attempt_whole(connection: Connection, id_: int) -> AttemptWhole | None:
    """That attempt; none when there is no such."""
    row = connection.execute(select(attempt).where(attempt.c.id == id_)).one_or_none()
    if row is None:
        return None
    return AttemptWhole(_line(row._mapping), _pairs(row.headers), bytes(row.body), _pairs(row.answer_headers))


def _line(values: Any) -> AttemptLine:
    return AttemptLine(**{name: values[name] for name in AttemptLine.__struct_fields__})


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return msgspec.json.decode(text, type=tuple[tuple[str, str], ...])
