"""Calls by endpoint: numbers equal rows, and times follow ranks."""

from __future__ import annotations

from collections import Counter
from math import ceil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, insert, select

from store.latency import bucket
from store.questions.calls import calls_behind, calls_by_endpoint
from store.questions.response_times import exact_times, rolled_times
from store.questions.scope import Scope
from store.tables import call, metadata, roll_latency, visit
from tests.store.questions.made import BEGAN, visit_row

CALLS = some.lists(
    some.fixed_dictionaries(
        {
            "endpoint": some.sampled_from(["order/import", "leads/import"]),
            "result": some.sampled_from(["SUCCESS", "ERROR", "MERC_REDIRECT", ""]),
            "elapsed_us": some.integers(1, 50),
            "visit_id": some.sampled_from([1, 2]),
        }
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CALLS)
def test_counts_equal_rows(made: list[dict[str, object]]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[visit, call, roll_latency])
    with engine.begin() as connection:
        connection.execute(insert(visit), [visit_row(1), visit_row(2, source="http")])
        connection.execute(insert(call), [{**one, "ts": BEGAN - n, "seq": 1} for n, one in enumerate(made)])
        for scope in (Scope(), Scope(having=(("source", ("http",)),))):
            counted = calls_by_endpoint(connection, scope)
            asked = [one for one in made if not scope.having or one["visit_id"] == 2]
            assert sum(one.calls for one in counted) == len(asked)
            for one in counted:
                for answer in ("accepted", "refused", "failed"):
                    rows = calls_behind(connection, scope, one.endpoint, answer)
                    assert len(rows) == getattr(one, answer)
                    assert [row.ts for row in rows] == sorted((row.ts for row in rows), reverse=True)
    engine.dispose()


@settings(max_examples=40, deadline=None)
@given(some.lists(some.integers(1, 100_000), min_size=1, max_size=60))
def test_times_follow_ranks_exactly_or_within_one_per_cent(times: list[int]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[call, roll_latency])
    ranked = [sorted(times)[ceil(len(times) * percent / 100) - 1] for percent in (50, 95)]
    made = [
        {"endpoint": "order/import", "elapsed_us": us, "ts": BEGAN, "visit_id": 1, "seq": 1} for us in times
    ]
    rolled = [
        {"endpoint": "order/import", "day": 20_700, "bucket": step, "n": n}
        for step, n in Counter(map(bucket, times)).items()
    ]
    with engine.begin() as connection:
        connection.execute(insert(call), made)
        connection.execute(insert(roll_latency), rolled)
        assert list(exact_times(connection, select(call.c.id))["order/import"]) == ranked
        told = rolled_times(connection, Scope())["order/import"]
        # And a microsecond, for the middle of a step is told in whole ones.
        assert all(abs(one - exact) <= 0.01 * exact + 1 for one, exact in zip(told, ranked, strict=True))
    engine.dispose()
