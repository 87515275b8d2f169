"""Pictures of events and money are drawn from what was counted, and nothing else."""

from __future__ import annotations

from kartra import figures
from store.questions.events import DayCount
from store.questions.money import DayMoney, ProductMoney


def test_rare_actions_share_one_colour_and_none_is_lost() -> None:
    counts = [DayCount(20_700, f"action_{n}", 20 - n) for n in range(10)]
    figure = figures.events_by_day(counts)
    assert len(figure.data) == figures.MOST_ACTIONS + 1
    assert figure.data[-1].name == figures.OTHERS
    assert sum(trace.y[0] for trace in figure.data) == sum(one.n for one in counts)


def test_days_without_events_are_drawn() -> None:
    figure = figures.events_by_day([DayCount(20_700, "a", 1), DayCount(20_703, "a", 2)])
    assert list(figure.data[0].y) == [1, 0, 0, 2]


def test_a_date_of_year_one_does_not_make_a_day_of_all_since() -> None:
    first = figures.all_days([-719_162, 20_700, 20_700])
    assert first == [-719_162, 20_700]
    assert figures.date(first[0]).year == 1
    assert figures.all_days([]) == []


def test_refunds_lie_below_the_line_and_net_is_what_is_left() -> None:
    money = [
        DayMoney(20_700, "sale", 2, 9_800),
        DayMoney(20_700, "rebill", 1, 1_000),
        DayMoney(20_700, "partial_refund", 1, 2_000),
        DayMoney(20_700, "failed", 1, 4_900),
    ]
    earned, returned, net = figures.revenue_by_day(money).data
    assert (earned.y[0], returned.y[0], net.y[0]) == (108.0, -20.0, 88.0)


def test_the_legend_of_one_product_lies_above_its_bars() -> None:
    figure = figures.products([ProductMoney("1", "Course A", 3, 14_700, 0, 0)])
    assert (figure.layout.legend.y, figure.layout.legend.yanchor) == (1, "bottom")


def test_products_tell_amount_and_number() -> None:
    earned, returned = figures.products([ProductMoney("1", "Course A", 3, 14_700, 0, 0)]).data
    assert earned.text[0] == "147.00 · 3"
    assert returned.text[0] == ""
