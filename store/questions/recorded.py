"""Recorded calls with what the audit needs of them, in the order they were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from store.tables import call, visit


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One call; request and response are JSON texts, redacted."""

    id: int
    visit_id: int
    visit_key: str
    """What comes before its first colon tells the times before and after a reset apart."""
    ts: int
    endpoint: str
    elapsed_us: int
    request: str
    response: str


def recorded_calls(
    connection: Connection,
    *,
    sources: tuple[str, ...] = ("http", "walk"),
    visit_id: int | None = None,
    since: int | None = None,
    until: int | None = None,
    limit: int = 200,
) -> Iterator[RecordedRow]:
    """The calls of the latest visits, at most so many; `since` and `until` bound their begin, UTC ms."""
    chosen = select(visit.c.id, visit.c.key).order_by(visit.c.id.desc()).limit(limit)
    if visit_id is not None:
        chosen = chosen.where(visit.c.id == visit_id)
    else:
        chosen = chosen.where(visit.c.source.in_(sources))
    if since is not None:
        chosen = chosen.where(visit.c.started_at >= since)
    if until is not None:
        chosen = chosen.where(visit.c.started_at < until)
    keys = {row.id: row.key for row in connection.execute(chosen)}
    columns = (call.c.id, call.c.visit_id, call.c.ts, call.c.endpoint, call.c.elapsed_us)
    texts = (call.c.request, call.c.response)
    rows = select(*columns, *texts).where(call.c.visit_id.in_(list(keys))).order_by(call.c.ts, call.c.id)
    for row in connection.execute(rows):
        yield RecordedRow(row.id, row.visit_id, keys[row.visit_id], *row[2:])
