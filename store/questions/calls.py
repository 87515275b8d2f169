"""Calls to the CRM by endpoint: how many, how they were answered, how long they took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from store.moment import DAY_MS
from store.questions.behind import PAGE
from store.questions.proportion import Proportion
from store.questions.response_times import exact_times, rolled_times
from store.questions.scope import Scope
from store.tables import call, visit
from store.visits import ACCEPTED

REFUSED = ("ERROR",)


@dataclass(frozen=True, slots=True)
class EndpointCalls:
    """Accepted: SUCCESS or a redirect. Refused: ERROR. Failed: nothing that could be read came back."""

    endpoint: str
    accepted: int
    refused: int
    failed: int
    median_us: int
    p95_us: int

    @property
    def calls(self) -> int:
        return self.accepted + self.refused + self.failed

    @property
    def trouble(self) -> Proportion:
        return Proportion(self.refused + self.failed, self.calls)


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call, as a list shows it."""

    id: int
    visit_id: int
    ts: int
    endpoint: str
    page_type: str
    result: str
    reason: str
    fault: str
    elapsed_us: int


def calls_by_endpoint(connection: Connection, scope: Scope) -> tuple[EndpointCalls, ...]:
    """Busiest endpoint first. Times are exact among filtered calls, and within one per cent among all."""
    counted: Select[Any] = _in_scope(
        select(
            call.c.endpoint,
            func.sum(case((call.c.result.in_(ACCEPTED), 1), else_=0)),
            func.sum(case((call.c.result.in_(REFUSED), 1), else_=0)),
            func.count(),
        ).group_by(call.c.endpoint),
        scope,
    )
    if any(values for _, values in scope.having):
        times = exact_times(connection, _in_scope(select(call.c.id), scope))
    else:
        times = rolled_times(connection, scope)
    rows = [
        EndpointCalls(name, int(good), int(refused), int(n - good - refused), *times.get(name, (0, 0)))
        for name, good, refused, n in connection.execute(counted)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.calls, row.endpoint)))


def calls_behind(
    connection: Connection,
    scope: Scope,
    endpoint: str,
    answered: str = "",
    *,
    limit: int = PAGE,
) -> tuple[CallRow, ...]:
    """The calls a number counts, newest first; `answered` is accepted, refused, failed, or empty for all."""
    columns = [call.c[name] for name in CallRow.__slots__]
    page: Select[Any] = select(*columns).where(_answered(endpoint, answered))
    page = _in_scope(page, scope).order_by(call.c.ts.desc(), call.c.id.desc()).limit(limit)
    return tuple(CallRow(*row) for row in connection.execute(page))


def calls_of(connection: Connection, visit_id: int) -> tuple[CallRow, ...]:
    """What one visit called, in its order."""
    rows = select(*(call.c[name] for name in CallRow.__slots__)).where(call.c.visit_id == visit_id)
    return tuple(CallRow(*row) for row in connection.execute(rows.order_by(call.c.seq)))


def _answered(endpoint: str, answered: str) -> ColumnElement[bool]:
    results = {"accepted": ACCEPTED, "refused": REFUSED}.get(answered)
    named = call.c.endpoint == endpoint
    if results:
        return and_(named, call.c.result.in_(results))
    return and_(named, call.c.result.not_in(ACCEPTED + REFUSED)) if answered else named


def _in_scope(rows: Select[Any], scope: Scope) -> Select[Any]:
    """Calls made in the period, and of the visits that pass where a filter asks for it."""
    # Plus nothing: SQLite then counts in the index of endpoints and does not look up each call by its time.
    at = call.c.ts + 0
    if scope.first_day is not None:
        rows = rows.where(at >= scope.first_day * DAY_MS)
    if scope.last_day is not None:
        rows = rows.where(at < (scope.last_day + 1) * DAY_MS)
    filters = [visit.c[name].in_(values) for name, values in scope.having if values]
    return rows.where(call.c.visit_id.in_(select(visit.c.id).where(*filters))) if filters else rows
