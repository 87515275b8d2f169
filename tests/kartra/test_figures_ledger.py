"""The ledger's pictures hold its figures."""

from __future__ import annotations

from datetime import timedelta

from kartra.figures_ledger import bar_label, expected, mrr_by_month, subscription_bars, value_by_cohort
from kartra.ledger import Ledger, cohorts, months
from kartra.moment import DAY, moment
from tests.kartra.money_made import subscription, transaction

AS_OF = moment("2024-12-01").ms


def test_a_subscription_is_a_bar_with_a_mark_a_payment_and_one_a_gap() -> None:
    ledger = Ledger.of(
        [*subscription(1, 2, 5), transaction("9", "refund", "2024-02-06", parent_id="102")], AS_OF
    )
    figure = subscription_bars(ledger.purchases, AS_OF)
    marks = {trace.name: len(trace.x) for trace in figure.data if trace.mode == "markers"}
    assert marks == {"paid": 2, "returned": 1, "missing": 2}


def test_a_purchase_of_one_moment_is_shown_within_days() -> None:
    ledger = Ledger.of([transaction("9", "sale", "2024-02-06")], AS_OF)
    first, last = subscription_bars(ledger.purchases, AS_OF).layout.xaxis.range
    assert last - first >= timedelta(days=1)


def test_a_purchase_of_year_one_can_be_drawn() -> None:
    told = [transaction("8", "sale", "0001-01-04"), transaction("9", "sale", "2024-02-06")]
    assert all(one.ts is not None for one in told)
    assert subscription_bars(Ledger.of(told, AS_OF).purchases, AS_OF).layout.xaxis.range[0].year == 1


def test_a_bar_can_be_clicked_like_its_marks() -> None:
    ledger = Ledger.of(subscription(1, 2), AS_OF)
    bar, marks = subscription_bars(ledger.purchases, AS_OF).data
    assert "markers" in bar.mode
    assert {*bar.y, *marks.y} == {bar_label(ledger.purchases[0])}


def test_a_missing_instalment_stands_between_its_neighbours() -> None:
    (one,) = Ledger.of(subscription(1, 3), AS_OF).purchases
    ((when, number),) = expected(one)
    first, last = (paid.ts or 0 for paid in one.instalments)
    assert (number, when) == (2, (first + last) // 2)
    assert first + 25 * DAY < when < last


def test_countless_missing_instalments_draw_only_some() -> None:
    late = transaction("9", "rebill", original_id="101", pay_number=10**9)
    (one,) = Ledger.of([*subscription(1), late], AS_OF).purchases
    assert len(expected(one)) == 60


def test_months_and_cohorts_are_drawn_as_they_are() -> None:
    ledger = Ledger.of(subscription(1, 2, 3), AS_OF)
    table = months(ledger)
    assert list(mrr_by_month(table).data[0].y) == [one.mrr_cents / 100 for one in table]
    assert mrr_by_month(table).layout.yaxis2.dtick == 1
    (cohort,) = cohorts(ledger)
    assert list(value_by_cohort([cohort]).data[0].y)[:3] == [49, 98, 147]
