"""How long visits take from their first step to the order; only visits that got there are counted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from store.questions.placed import Shape, placed
from store.questions.scope import Scope


@dataclass(frozen=True, slots=True)
class Duration:
    """Percentiles by rank: values that occurred, never between two."""

    converted: int
    median_ms: int | None
    p90_ms: int | None


def time_to_order(connection: Connection, scope: Scope, shape: Shape) -> Duration:
    """From the first step of the funnel to its order."""
    took = placed(scope, shape).subquery().c.took
    ranked = select(
        took,
        func.row_number().over(order_by=took).label("place"),
        func.count().over().label("n"),
    ).where(took.is_not(None))
    c = ranked.subquery().c
    # In whole numbers, so that no engine rounds it differently.
    at = [and_((c.place - 1) * 100 < c.n * p, c.place * 100 >= c.n * p) for p in (50, 90)]
    rows = connection.execute(select(c.n, c.took).where(or_(*at)).order_by(c.place)).all()
    return Duration(rows[0].n, rows[0].took, rows[-1].took) if rows else Duration(0, None, None)
