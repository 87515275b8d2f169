"""The visits behind a number, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from store.questions.cells import Mark
from store.questions.placed import Shape, placed
from store.questions.scope import Scope

PAGE = 100


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit, as a list shows it."""

    id: int
    started_at: int
    session_id: str
    source: str
    aff_id: str
    utm_source: str
    device: str
    depth: int
    ended: str
    revenue_cents: int
    upsells: int
    calls: int
    refused: int


def visits_behind(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    mark: Mark,
    *,
    before: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> tuple[VisitRow, ...]:
    """The visits that a mark counts, the latest first; `before` is the last one's (started_at, id)."""
    visits = placed(scope, shape).subquery()
    columns = [visits.c[name] for name in VisitRow.__slots__]
    latest = visits.c.started_at.desc(), visits.c.id.desc()
    page = select(*columns).where(mark.where(visits)).order_by(*latest).limit(limit)
    if before is not None:
        page = page.where(tuple_(visits.c.started_at, visits.c.id) < tuple_(*before))
    return tuple(VisitRow(*row) for row in connection.execute(page))
