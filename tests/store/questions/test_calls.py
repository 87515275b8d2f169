"""Calls by endpoint: numbers equal rows, and percentiles are values that occurred."""

from __future__ import annotations

from math import ceil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, insert

from store.questions.calls import calls_behind, calls_by_endpoint
from store.questions.scope import Scope
from store.tables import call, metadata, visit
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
def test_counts_equal_rows_and_percentiles_follow_ranks(made: list[dict[str, object]]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[visit, call])
    with engine.begin() as connection:
        connection.execute(insert(visit), [visit_row(1), visit_row(2, source="http")])
        connection.execute(insert(call), [{**one, "ts": BEGAN, "seq": 1} for one in made])
        for scope in (Scope(), Scope(having=(("source", ("http",)),))):
            counted = calls_by_endpoint(connection, scope)
            asked = [one for one in made if not scope.having or one["visit_id"] == 2]
            assert sum(one.calls for one in counted) == len(asked)
            for one in counted:
                for answer in ("accepted", "refused", "failed"):
                    rows = calls_behind(connection, scope, one.endpoint, answer)
                    assert len(rows) == getattr(one, answer)
                times = sorted(c["elapsed_us"] for c in asked if c["endpoint"] == one.endpoint)  # type: ignore[type-var]
                assert one.median_us == times[ceil(len(times) * 0.50) - 1]
                assert one.p95_us == times[ceil(len(times) * 0.95) - 1]
    engine.dispose()
