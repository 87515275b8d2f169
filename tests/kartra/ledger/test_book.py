"""The ledger: exact under any order, duplication and lateness; sums that hold."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kartra.ledger import Ledger, cohorts, months
from kartra.moment import moment
from kartra.transaction import Transaction
from kartra.transaction_kind import KINDS
from tests.kartra.money_made import subscription, transaction

LATER = moment("2024-12-01").ms


def ledger(told: list[Transaction]) -> Ledger:
    return Ledger.of(told, as_of=LATER)


def told() -> st.SearchStrategy[list[Transaction]]:
    ids = st.sampled_from(["", *map(str, range(1, 9))])
    one = st.builds(
        transaction,
        ids,
        st.sampled_from(KINDS),
        st.dates(date(2023, 6, 1), date(2024, 6, 1)).map(str),
        amount_cents=st.none() | st.integers(0, 10_000),
        original_id=ids,
        parent_id=ids,
        subscription_id=st.sampled_from(["", "s1", "s2"]),
        pay_number=st.none() | st.integers(1, 6),
        payments_left=st.sampled_from([None, 0, 3, 9999]),
        rebill_days=st.sampled_from([None, 7, 30]),
        trial=st.booleans(),
        lead_id=st.sampled_from(["", "7", "8"]),
        lead_email=st.sampled_from(["", "ann@example.com", "ANN@example.com", "bob@example.com"]),
        surface=st.sampled_from(["outbound", "ipn"]),
    )
    return st.lists(one, max_size=14)


@settings(max_examples=60)
@given(told(), st.randoms(use_true_random=False))
def test_order_duplication_and_lateness_change_nothing(these: list[Transaction], random: Random) -> None:
    again = these + [one for one in these if random.random() < 0.5]
    random.shuffle(again)
    first, second = ledger(these), ledger(again)
    assert first.purchases == second.purchases
    assert months(first) == months(second)
    assert cohorts(first) == cohorts(second)


@settings(max_examples=60)
@given(told())
def test_every_transaction_is_in_exactly_one_purchase_and_sums_hold(these: list[Transaction]) -> None:
    drawn = ledger(these)
    entries = [entry for one in drawn.purchases for entry in one.entries]
    assert len(entries) == drawn.transactions == len(set(map(id, entries)))
    assert drawn.balance_cents == sum(entry.revenue_cents for entry in entries)
    assert drawn.balance_cents == sum(one.balance_cents for one in drawn.purchases)
    assert sum(month.net_cents for month in months(drawn)) == drawn.balance_cents
    started = [one for one in drawn.purchases if one.started is not None]
    assert sum(cohort.net_cents[-1] for cohort in cohorts(drawn)) <= drawn.paid_cents or not started
    for month in months(drawn):
        assert month.active_at_start + month.began - month.ended == month.active_at_end


def test_an_ipn_twin_is_counted_once() -> None:
    sale = transaction("1", processor="Stripe", original_id="1")
    twin = transaction("1", surface="ipn", original_id="", trial_days=7)
    drawn = ledger([twin, sale])
    assert (drawn.transactions, drawn.copies, drawn.balance_cents) == (1, 1, 4900)
    entry = drawn.purchases[0].entries[0]
    assert (entry.surface, entry.original_id, entry.trial_days) == ("outbound", "1", 7)


def test_twins_that_disagree_are_counted_once_and_said() -> None:
    drawn = ledger([transaction("1", amount_cents=9700, surface="ipn"), transaction("1", amount_cents=5880)])
    assert drawn.balance_cents == 5880
    assert [remark.code for remark in drawn.purchases[0].remarks] == ["told-differently"]


def test_a_refund_finds_its_sale_by_parent_whichever_comes_first() -> None:
    back = transaction("9", "refund", "2024-02-01", parent_id="1")
    drawn = ledger([back, transaction("1")])
    assert [one.status for one in drawn.purchases] == ["refunded"]
    assert drawn.balance_cents == 0


def test_a_missing_instalment_is_named_by_its_number() -> None:
    one = ledger(subscription(1, 2, 5)).purchases[0]
    assert one.gaps == ((3, 4),)
    assert one.missing == 2


def test_a_failed_attempt_is_not_a_missing_instalment() -> None:
    failed = transaction("103", "failed", "2024-03-05", original_id="101", pay_number=3)
    one = ledger([*subscription(1, 2), failed]).purchases[0]
    assert one.gaps == ()
    assert one.status == "past due"


def test_a_refund_of_an_instalment_that_never_came_tells_of_a_gap() -> None:
    back = transaction("9", "refund", "2024-03-06", original_id="101", parent_id="103", pay_number=3)
    assert ledger([*subscription(1, 2), back]).purchases[0].gaps == ((3, 3),)


def test_the_sentinel_is_no_number_of_payments() -> None:
    one = ledger(subscription(1, payments_left=9999)).purchases[0]
    assert one.is_endless
    assert one.total_payments is None
    assert one.status == "active"


def test_a_plan_is_completed_with_its_last_payment() -> None:
    one = ledger([replace(paid, payments_left=3 - (paid.pay_number or 0)) for paid in subscription(1, 2, 3)])
    assert (one.purchases[0].status, one.purchases[0].total_payments) == ("completed", 3)


def test_a_cancellation_ends_it_and_a_revert_takes_that_back() -> None:
    paid = subscription(1, 2, rebill_days=365)
    end = transaction("5", "cancellation", "2024-02-20", subscription_id="sub_1", amount_cents=None)
    revert = transaction(
        "6", "cancellation_reverted", "2024-02-21", subscription_id="sub_1", amount_cents=None
    )
    assert ledger([*paid, end]).purchases[0].status == "cancelled"
    assert ledger([revert, *paid, end]).purchases[0].status == "active"


def test_a_payment_is_overdue_only_where_rebills_arrive() -> None:
    assert ledger(subscription(1)).purchases[0].status == "active"
    assert ledger(subscription(1, 2)).purchases[0].status == "overdue"


def test_a_trial_stays_a_trial_until_it_is_paid_for() -> None:
    trial = subscription(1, trial=True, trial_days=7, amount_cents=100)
    assert ledger(trial).purchases[0].status == "trial"
    assert months(ledger(trial))[0].mrr_cents == 0
    assert ledger([*trial, *subscription(2)]).purchases[0].trial


def test_a_cancellation_without_its_sale_is_kept_and_said() -> None:
    end = transaction("5", "cancellation", subscription_id="s", amount_cents=None)
    one = ledger([end]).purchases[0]
    assert (one.status, one.remarks[0].code) == ("sale not here", "sale-not-here")


def test_a_cancellation_without_a_date_ends_it_with_the_last_date_told() -> None:
    undated = replace(transaction("5", "cancellation", subscription_id="sub_1", amount_cents=None), ts=None)
    whole = ledger([*subscription(1, 2), undated])
    one = whole.purchases[0]
    assert (one.status, one.ended, one.next_due) == ("cancelled", moment("2024-02-05").ms, None)
    assert "end-without-date" in {remark.code for remark in one.remarks}
    table = {month.month: month for month in months(whole)}
    assert (table["2024-02"].churn, table["2024-02"].mrr_cents) == (1, 0)
    assert table["2024-03"].active_at_start == 0


def test_a_lone_failed_payment_is_no_end_of_a_sale() -> None:
    one = ledger([transaction("5", "failed", subscription_id="s", pay_number=1)]).purchases[0]
    assert (one.status, one.remarks[0].code) == ("never paid", "never-paid")


def test_a_type_that_nobody_documents_is_no_end_of_a_sale() -> None:
    one = ledger([transaction("5", "upsell_sale")]).purchases[0]
    assert (one.status, one.remarks[0].code) == ("not understood", "type-not-understood")


def test_one_subscription_id_of_two_people_is_two_subscriptions() -> None:
    mine = transaction("1", subscription_id="14833")
    yours = transaction("2", subscription_id="14833", lead_id="8", lead_email="bob@example.com")
    assert len(ledger([mine, yours]).purchases) == 2


def test_a_person_is_one_across_addresses_in_any_case() -> None:
    first = transaction("1", lead_id="", lead_email="Ann@Example.com")
    second = transaction("2", "sale", "2024-03-01", lead_email="ann@example.com")
    assert [(one.month, one.people) for one in cohorts(ledger([first, second]))] == [("2024-01", 1)]


def test_what_is_dated_after_the_day_asked_for_is_left_out() -> None:
    drawn = Ledger.of(subscription(1, 2, 3), as_of=moment("2024-02-10").ms)
    assert drawn.transactions == 2


def test_churn_mrr_and_refund_rate_are_those_of_the_definitions() -> None:
    end = transaction("5", "cancellation", "2024-03-10", subscription_id="sub_1", amount_cents=None)
    other = [
        replace(one, transaction_id=f"2{one.transaction_id}", original_id="2101", subscription_id="sub_2")
        for one in subscription(1, 2, 3)
    ]
    yearly = transaction("77", subscription_id="sub_3", rebill_days=365, amount_cents=12000)
    back = transaction("9", "partial_refund", "2024-03-20", parent_id="2103", amount_cents=2450)
    table = {one.month: one for one in months(ledger([*subscription(1, 2), end, *other, yearly, back]))}
    assert table["2024-02"].mrr_cents == 4900 + 4900 + 1000
    assert table["2024-03"].mrr_cents == 4900 + 1000
    assert (table["2024-03"].active_at_start, table["2024-03"].churn) == (3, 1 / 3)
    assert table["2024-03"].refund_rate == 0.5
