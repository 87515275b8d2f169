"""Pictures of visits are drawn from what was counted, and nothing else."""

from __future__ import annotations

from konnektive import figures
from konnektive.figures import COLOURS
from konnektive.figures_calls import calls, response_times
from konnektive.figures_rates import Point, breakdown, trend
from store.questions.calls import EndpointCalls
from store.questions.cells import Cell
from store.questions.funnel import assembled
from store.questions.placed import ENDS, Shape
from store.questions.proportion import Proportion

SHAPE = Shape(("t_presell", "t_checkout", "t_order"))


def cell(depth: int, ended: str, n: int, shown: int = 0, taken: int = 0) -> Cell:
    return Cell(1, depth, ended, 0, shown, taken, -1, "", n, 0)


FOUND = assembled(
    SHAPE,
    (cell(1, "left", 20), cell(2, "left", 18), cell(2, "declined", 9), cell(2, "broken", 3),
     cell(3, "sold", 30, shown=1), cell(3, "sold", 20, shown=1, taken=1)),
)  # fmt: skip


def test_every_bar_of_the_funnel_tells_count_and_both_shares() -> None:
    steps = figures.funnel(FOUND).data[0]
    assert list(steps.x) == [100, 80, 50]
    assert steps.text[2] == "<b>50</b><br>50.0 % of all 100<br>62.5 % of Checkout's 80"


def test_the_upsell_is_a_branch_of_its_own() -> None:
    upsell = figures.funnel(FOUND).data[1]
    assert list(upsell.x) == [50, 20]
    assert upsell.text[1].endswith("40.0 % of 50 shown")


def test_losses_have_one_trace_an_end_in_a_fixed_order() -> None:
    figure = figures.losses(FOUND)
    assert len(figure.data) == len(ENDS)
    assert [trace.marker.color for trace in figure.data] == [COLOURS[ended] for ended in ENDS]
    assert {trace.name: trace.x[1] for trace in figure.data if trace.x[1]} == {
        "Left": 18,
        "Declined": 9,
        "Broken": 3,
    }


def test_outcomes_leave_out_what_did_not_happen() -> None:
    bars = figures.outcomes({"sold": 50, "left": 30, "declined": 0}).data[0]
    assert list(bars.y) == ["Sold", "Left"]
    assert bars.text[0] == "62.5 % (50 of 80)"


def test_points_with_too_few_are_hollow() -> None:
    points = [Point(20_700, Proportion(20, 40)), Point(20_701, Proportion(2, 4))]
    assert list(trend(points).data[-1].marker.symbol) == ["circle", "circle-open"]
    assert list(breakdown(points).data[0].marker.symbol) == ["circle", "circle-open"]


def test_a_day_without_a_rate_is_a_gap() -> None:
    drawn = trend([Point(20_700, Proportion(0, 0)), Point(20_701, Proportion(2, 4))]).data[-1]
    assert list(drawn.y) == [None, 0.5]


def test_calls_are_stacked_by_answer_and_times_are_in_milliseconds() -> None:
    found = [EndpointCalls("order/import", 7, 2, 1, 1_500, 9_000)]
    assert [trace.x[0] for trace in calls(found).data] == [7, 2, 1]
    median, p95 = response_times(found).data[1:]
    assert (median.x[0], p95.x[0]) == (1.5, 9.0)
