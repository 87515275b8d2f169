"""How long calls took: median and 95th percentile of each endpoint, by rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from store.latency import middle_us
from store.questions.scope import Scope
from store.tables import call, roll_latency

Times = dict[str, tuple[int, int]]
"""Endpoint to median and 95th percentile, in microseconds."""
PERCENTS = (50, 95)


def exact_times(connection: Connection, calls: Select[Any]) -> Times:
    """Of the calls that a statement selects: values that occurred, never between two."""
    ranked = calls.with_only_columns(
        call.c.endpoint,
        call.c.elapsed_us,
        func.row_number().over(partition_by=call.c.endpoint, order_by=call.c.elapsed_us).label("place"),
        func.count().over(partition_by=call.c.endpoint).label("n"),
    ).subquery()
    c = ranked.c
    at = [and_((c.place - 1) * 100 < c.n * p, c.place * 100 >= c.n * p) for p in PERCENTS]
    rows = select(c.endpoint, c.elapsed_us).where(or_(*at)).order_by(c.endpoint, c.place)
    found: dict[str, list[int]] = {}
    for endpoint, elapsed_us in connection.execute(rows):
        found.setdefault(endpoint, []).append(elapsed_us)
    return {endpoint: (values[0], values[-1]) for endpoint, values in found.items()}


def rolled_times(connection: Connection, scope: Scope) -> Times:
    """Of all calls of the period, to within one per cent: its cost does not grow with their number."""
    counted = (
        select(roll_latency.c.endpoint, roll_latency.c.bucket, func.sum(roll_latency.c.n))
        .where(*scope.days(roll_latency.c.day))
        .group_by(roll_latency.c.endpoint, roll_latency.c.bucket)
        .order_by(roll_latency.c.endpoint, roll_latency.c.bucket)
    )
    steps: dict[str, list[tuple[int, int]]] = {}
    for endpoint, bucket, n in connection.execute(counted):
        steps.setdefault(endpoint, []).append((bucket, int(n)))
    return {
        endpoint: (_at(found, PERCENTS[0]), _at(found, PERCENTS[1]))
        for endpoint, found in steps.items()
        if sum(n for _, n in found)
    }


def _at(steps: Sequence[tuple[int, int]], percent: int) -> int:
    total, passed = sum(n for _, n in steps), 0
    for bucket, n in steps:
        passed += n
        if passed * 100 >= total * percent:
            return middle_us(bucket)
    return 0
