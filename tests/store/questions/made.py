"""Visits for tests: rows as the store keeps them, and an account of them in plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from hypothesis import strategies as some
from sqlalchemy import Connection, Engine, create_engine, insert

from store.questions.placed import LINEAR, Shape
from store.tables import STEPS, metadata, visit

BEGAN = 1_790_000_000_000
"""A moment in 2026, UTC ms."""
NOW = BEGAN + 3_600_000
TEXTS = {
    "session_id": "s",
    "campaign_id": "1",
    "aff_id": "",
    "utm_source": "",
    "utm_medium": "",
    "utm_campaign": "",
    "device": "phone",
    "order_id": "",
}


def visit_row(number: int, **changed: Any) -> dict[str, Any]:
    """A visit that saw the first page and left."""
    row: dict[str, Any] = {
        "id": number,
        "key": f"visit-{number}",
        "source": "simulated",
        "started_at": BEGAN,
        "ended_at": BEGAN,
        "day": BEGAN // 86_400_000,
        "outcome": "abandoned",
        "revenue_cents": 0,
        "upsells": 0,
        "calls": 1,
        "refused": 0,
        **TEXTS,
        **dict.fromkeys(STEPS),
        "t_presell": BEGAN,
    }
    return row | changed


@contextmanager
def visits(rows: Sequence[Mapping[str, Any]]) -> Iterator[Connection]:
    """A database in memory that holds these visits and forgets them afterwards."""
    with _engine().connect() as connection, connection.begin() as transaction:
        if rows:
            connection.execute(insert(visit), list(rows))
        yield connection
        transaction.rollback()


@cache
def _engine() -> Engine:
    # One for all examples: statements are compiled once.
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[visit])
    return engine


_times = some.one_of(some.none(), some.integers(0, 12).map(lambda step: BEGAN + step * 600_000))
visit_rows = some.lists(
    some.fixed_dictionaries(
        {
            **dict.fromkeys(STEPS, _times),
            "source": some.sampled_from(["walk", "http", "simulated", "sample"]),
            "outcome": some.sampled_from(["sold", "declined", "paypal_unconfirmed", "lead", "abandoned"]),
            "order_id": some.sampled_from(["", "A1"]),
            "aff_id": some.sampled_from(["", "AF1", "AF2"]),
            "refused": some.sampled_from([0, 0, 2]),
            "revenue_cents": some.integers(0, 10_000),
            "started_at": some.integers(0, 4).map(lambda hour: BEGAN - hour * 3_600_000),
            "day": some.integers(0, 3).map(lambda day: 20_700 + day),
        }
    ),
    max_size=25,
).map(lambda found: [visit_row(number, **row) for number, row in enumerate(found, 1)])

shapes = some.builds(
    Shape,
    steps=some.lists(some.sampled_from(list(LINEAR)), min_size=1, unique=True).map(
        lambda steps: tuple(name for name in LINEAR if name in steps)
    ),
    window_ms=some.sampled_from([600_000, 1_800_000, 7_200_000]),
    open=some.booleans(),
    now=some.just(NOW),
)


def reached(row: Mapping[str, Any], shape: Shape) -> set[int]:
    """The steps (from 1) that a visit reached, told step by step as the definitions put it."""
    times = [row[name] for name in shape.steps]
    touched = [number for number, time in enumerate(times, 1) if time is not None]
    if not touched or (touched[0] != 1 and not shape.open):
        return set()
    found = {touched[0]}
    began = times[touched[0] - 1]
    for number in range(touched[0] + 1, len(times) + 1):
        before, at = times[number - 2], times[number - 1]
        if at is None or at < before or at - began > shape.window_ms:
            break
        found.add(number)
    return found


def ended(row: Mapping[str, Any], shape: Shape) -> str:
    """How a visit ended, as the definitions put it."""
    if row["outcome"] in ("sold", "declined", "paypal_unconfirmed"):
        return str(row["outcome"])
    if row["refused"]:
        return "broken"
    open_window = row["started_at"] + shape.window_ms > shape.now
    return "in_progress" if row["source"] in ("walk", "http") and open_window else "left"
