"""The funnel: every bar equals an independent count, and the rows behind it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from store.questions.behind import visits_behind
from store.questions.cells import Mark, cells, count, lost
from store.questions.funnel import funnel, steps_in_use
from store.questions.placed import ENDS, LINEAR, PACE_NAMES, Shape
from store.questions.scope import Scope
from tests.store.questions.made import BEGAN, NOW, ended, reached, shapes, visit_row, visit_rows, visits

EVERYTHING = Scope()
MINUTE = 60_000


def through(number: int, *steps: str, **changed: Any) -> dict[str, Any]:
    """A visit that touched these steps, a minute apart."""
    times = {f"t_{name}": BEGAN + place * MINUTE for place, name in enumerate(steps)}
    return visit_row(number, **{"t_presell": None} | times | changed)


@settings(max_examples=50, deadline=None)
@given(visit_rows, shapes)
def test_every_bar_equals_an_independent_count(rows: list[dict[str, Any]], shape: Shape) -> None:
    came = [reached(row, shape) for row in rows]
    with visits(rows) as connection:
        found = funnel(connection, EVERYTHING, shape)
    assert [bar.reached for bar in found.bars] == [
        sum(number in steps for steps in came) for number in range(1, len(shape.steps) + 1)
    ]
    assert found.entered == sum(bool(steps) for steps in came)
    assert found.entered + found.elsewhere == len(rows)
    for bar in found.bars[:-1]:
        stopped = [row for row, steps in zip(rows, came, strict=True) if steps and max(steps) == bar.number]
        ends = Counter(ended(row, shape) for row in stopped)
        assert bar.waiting == ends.pop("in_progress", 0)
        assert dict(bar.lost) == dict(ends)


@settings(max_examples=10, deadline=None)
@given(visit_rows, shapes)
def test_every_number_equals_the_rows_behind_it(rows: list[dict[str, Any]], shape: Shape) -> None:
    steps = range(1, len(shape.steps) + 1)
    marks = [
        Mark(),
        *(Mark(reached=step) for step in steps),
        *(lost(step) for step in steps),
        *(lost(step, end) for step in steps for end in ENDS),
        *(Mark(ended=(end,)) for end in ENDS),
        *(Mark(pace=pace) for pace in range(len(PACE_NAMES))),
        Mark(judged=True),
        Mark(partial=True, not_ended=("sold", "declined")),
        Mark(shown=True),
        Mark(shown=True, taken=True),
    ]
    with visits(rows) as connection:
        found = cells(connection, EVERYTHING, shape)
        for mark in marks:
            behind = visits_behind(connection, EVERYTHING, shape, mark, limit=1000)
            assert len(behind) == count(found, mark)


@settings(max_examples=25, deadline=None)
@given(visit_rows, shapes)
def test_a_breakdown_adds_up_to_the_whole(rows: list[dict[str, Any]], shape: Shape) -> None:
    with visits(rows) as connection:
        whole = cells(connection, EVERYTHING, shape)
        for name in ("aff_id", "day", "source"):
            parts = cells(connection, EVERYTHING, shape, by=name)
            for mark in (Mark(), Mark(reached=1), Mark(ended=("sold",))):
                assert count(parts, mark) == count(whole, mark)


def test_the_title_says_where_visits_are_lost_and_why() -> None:
    rows = [through(n, "presell", "lead", "checkout", "order", outcome="sold") for n in range(1, 6)]
    rows += [through(n, "presell", "lead", "checkout") for n in range(6, 8)]
    rows += [through(8, "presell", "lead", "checkout", outcome="declined", refused=1)]
    rows += [through(9, "presell", "lead", "checkout", refused=1)]
    with visits(rows) as connection:
        steps = steps_in_use(connection, EVERYTHING)
        found = funnel(connection, EVERYTHING, Shape(steps, now=NOW))
    assert found.answer == "Checkout loses 44.4 % (4 of 9): 2 left, 1 declined, 1 broken"
    assert found.conversion.text == "55.6 % (5 of 9)"


def test_a_visit_in_progress_is_reached_but_not_lost() -> None:
    rows = [through(1, "presell", source="http", started_at=NOW - MINUTE), through(2, "presell", "lead")]
    with visits(rows) as connection:
        found = funnel(connection, EVERYTHING, Shape(("t_presell", "t_lead"), now=NOW))
    first = found.bars[0]
    assert (first.reached, first.waiting, first.loss.text) == (2, 1, "0.0 % (0 of 1)")
    assert found.conversion.text == "100.0 % (1 of 1)"


def test_a_refused_upsell_is_no_loss() -> None:
    sold = {"outcome": "sold", "t_upsell_shown": BEGAN + 4 * MINUTE}
    rows = [
        through(1, "presell", "checkout", "order", "thankyou", **sold),
        through(2, "presell", "checkout", "order", "thankyou", **sold, t_upsell=BEGAN + 5 * MINUTE),
    ]
    with visits(rows) as connection:
        found = funnel(connection, EVERYTHING, Shape(steps_in_use(connection, EVERYTHING), now=NOW))
    assert [bar.name for bar in found.bars] == ["Presell", "Checkout", "Order", "Thank you"]
    assert [bar.reached for bar in found.bars] == [2, 2, 2, 2]
    assert found.take_rate.text == "50.0 % (1 of 2)"


@pytest.mark.parametrize(("opened", "reached_lead"), [(False, 1), (True, 2)])
def test_a_later_entrance_counts_only_in_an_open_funnel(opened: bool, reached_lead: int) -> None:
    rows = [through(1, "presell", "lead"), through(2, "lead")]
    with visits(rows) as connection:
        found = funnel(connection, EVERYTHING, Shape(("t_presell", "t_lead"), open=opened, now=NOW))
    assert found.bars[1].reached == reached_lead
    assert found.elsewhere == 2 - reached_lead


def test_the_window_starts_at_the_first_step() -> None:
    rows = [through(1, "presell", "lead", t_lead=BEGAN + 31 * MINUTE)]
    with visits(rows) as connection:
        half_hour = funnel(connection, EVERYTHING, Shape(("t_presell", "t_lead"), 30 * MINUTE, now=NOW))
        hour = funnel(connection, EVERYTHING, Shape(("t_presell", "t_lead"), 60 * MINUTE, now=NOW))
    assert (half_hour.bars[1].reached, hour.bars[1].reached) == (0, 1)


def test_a_checkout_without_an_order_still_has_an_order_step() -> None:
    with visits([through(1, "checkout")]) as connection:
        assert steps_in_use(connection, EVERYTHING) == ("t_checkout", "t_order")


def test_rows_come_page_by_page_newest_first() -> None:
    rows = [through(number, "presell") for number in range(1, 8)]
    shape = Shape(tuple(LINEAR), now=NOW)
    with visits(rows) as connection:
        first = visits_behind(connection, EVERYTHING, shape, Mark(), limit=4)
        rest = visits_behind(
            connection, EVERYTHING, shape, Mark(), before=(first[-1].started_at, first[-1].id), limit=4
        )
    assert [row.id for row in (*first, *rest)] == [7, 6, 5, 4, 3, 2, 1]
