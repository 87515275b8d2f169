"""How long visits take from their first step to the order; only visits that got there are counted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Integer, Subquery, and_, case, func, literal, or_, select

from store.questions.placed import Shape, placed
from store.questions.scope import Scope

EDGES_S = (30, 60, 120, 300, 600, 1800, 3600)
BIN_NAMES = ("under 30 s", "30–60 s", "1–2 min", "2–5 min", "5–10 min", "10–30 min", "30–60 min", "over 1 h")


@dataclass(frozen=True, slots=True)
class Duration:
    """Percentiles by rank in milliseconds, and how many visits fall into each of BIN_NAMES."""

    converted: int
    median_ms: int | None
    p90_ms: int | None
    bins: tuple[int, ...]


def time_to_order(connection: Connection, scope: Scope, shape: Shape) -> Duration:
    """From the first step of the funnel to its order."""
    took = _took(scope, shape)
    ranked = select(
        took.c.ms,
        func.row_number().over(order_by=took.c.ms).label("rank"),
        func.count().over().label("n"),
    ).subquery()
    # A percentile by rank in whole numbers: neither engine rounds it differently.
    at = [
        and_((ranked.c.rank - 1) * 100 < ranked.c.n * p, ranked.c.rank * 100 >= ranked.c.n * p)
        for p in (50, 90)
    ]
    found = select(ranked.c.n, ranked.c.ms).where(or_(*at)).order_by(ranked.c.rank)
    rows = connection.execute(found).all()
    if not rows:
        return Duration(0, None, None, (0,) * len(BIN_NAMES))
    return Duration(rows[0].n, rows[0].ms, rows[-1].ms, _bins(connection, took))


def _took(scope: Scope, shape: Shape) -> Subquery:
    visits = placed(scope, shape).subquery()
    steps = list(shape.steps)
    order = steps.index("t_order") if "t_order" in steps else len(steps) - 1
    began = func.coalesce(*(visits.c[name] for name in steps[: order + 1]), literal(None, Integer))
    return (
        select((visits.c[steps[order]] - began).label("ms"))
        .where(visits.c.entry > 0, visits.c.entry <= order + 1, visits.c.depth > order)
        .subquery()
    )


def _bins(connection: Connection, took: Subquery) -> tuple[int, ...]:
    edges = [(took.c.ms < edge * 1000, number) for number, edge in enumerate(EDGES_S)]
    binned = select(case(*edges, else_=len(EDGES_S)).label("bin")).subquery()
    counted = connection.execute(select(binned.c.bin, func.count()).group_by(binned.c.bin))
    by_bin = dict(tuple(row) for row in counted)
    return tuple(by_bin.get(number, 0) for number in range(len(BIN_NAMES)))
