"""The CRM traffic as it came: the latest visits with their calls, and one call whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from store.questions.calls import CallRow
from store.tables import call, visit


@dataclass(frozen=True, slots=True)
class VisitTraffic:
    """One visit as the live list shows it."""

    id: int
    session_id: str
    order_id: str
    source: str
    started_at: int
    outcome: str
    made: int
    """How many calls it made."""
    calls: tuple[CallRow, ...]
    """In the order they were made; of a visit with very many, the last ones."""


@dataclass(frozen=True, slots=True)
class KeptCall:
    """One call as it is kept: request and response are JSON texts, redacted."""

    id: int
    visit_id: int
    seq: int
    ts: int
    endpoint: str
    page_type: str
    result: str
    reason: str
    fault: str
    elapsed_us: int
    request: str
    response: str


EACH = 50
"""Calls of one visit in a list: many times what a buyer makes, and little of what a load test makes."""

_VISIT = ("id", "session_id", "order_id", "source", "started_at", "outcome")


def latest_traffic(
    connection: Connection,
    *,
    sources: tuple[str, ...] = (),
    outcome: str = "",
    limit: int = 50,
    before: int | None = None,
) -> tuple[VisitTraffic, ...]:
    """Visits by id, newest first, each with its last calls; `before` is the last id of the page before."""
    columns = (*(visit.c[name] for name in _VISIT), visit.c.calls.label("made"))
    page: Select[Any] = select(*columns).order_by(visit.c.id.desc()).limit(limit)
    if sources:
        page = page.where(visit.c.source.in_(sources))
    if outcome:
        page = page.where(visit.c.outcome == outcome)
    if before is not None:
        page = page.where(visit.c.id < before)
    visits = connection.execute(page).all()
    calls = _last_calls(connection, [row.id for row in visits])
    return tuple(VisitTraffic(**row._mapping, calls=tuple(calls[row.id])) for row in visits)


def _last_calls(connection: Connection, visits: list[int]) -> dict[int, list[CallRow]]:
    found: dict[int, list[CallRow]] = defaultdict(list)
    columns = [call.c[name] for name in CallRow.__slots__]
    rows = select(*columns).join(visit, visit.c.id == call.c.visit_id).where(visit.c.id.in_(visits))
    last = rows.where(call.c.seq > visit.c.calls - EACH).order_by(call.c.visit_id, call.c.seq)
    for row in connection.execute(last):
        found[row.visit_id].append(CallRow(*row))
    return found


def kept_call(connection: Connection, call_id: int) -> KeptCall | None:
    """One call by its id."""
    row = connection.execute(
        select(*(call.c[name] for name in KeptCall.__slots__)).where(call.c.id == call_id)
    ).first()
    return KeptCall(*row) if row else None


def kept_calls(
    connection: Connection, visit_id: int, *, after: int = 0, limit: int = 1_000
) -> tuple[KeptCall, ...]:
    """A visit's calls, in the order they were made; `after` is the last seq of the page before."""
    rows = select(*(call.c[name] for name in KeptCall.__slots__)).where(
        call.c.visit_id == visit_id, call.c.seq > after
    )
    return tuple(KeptCall(*row) for row in connection.execute(rows.order_by(call.c.seq).limit(limit)))


def newest_call(connection: Connection) -> int:
    """The id of the latest call, 0 while there is none: cheap to ask whether anything came."""
    found = connection.execute(select(call.c.id).order_by(call.c.id.desc()).limit(1)).scalar()
    return int(found or 0)
