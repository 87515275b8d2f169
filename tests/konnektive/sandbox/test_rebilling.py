"""How a purchase bills from now on: what has ended is not charged, and no date leaves the calendar."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from konnektive.sandbox import Campaign, Catalogue, Sandbox
from konnektive.sandbox.catalogue import DEMO
from konnektive.sandbox.clock import DAY, date, stamp
from tests.konnektive.sandbox.selling import NOON, call, message, sandbox, sold

REFUSED = "Purchase does not bill again"


def bought(crm: Sandbox, product: int, **params: Any) -> str:
    """A new purchase's id."""
    return str(sold(crm, product, **params)["items"][0]["purchaseId"])


def row(crm: Sandbox, purchase: str) -> Any:
    return message(crm, "purchase/query", purchaseId=purchase)["data"][0]


@pytest.mark.parametrize(
    "asked", [{"billNow": "1"}, {"nextBillDate": "9/20/2026"}, {"status": "RECYCLE_BILLING"}]
)
def test_what_is_bought_once_is_not_billed_again(asked: dict[str, str]) -> None:
    crm = sandbox()
    purchase = bought(crm, 101)
    assert call(crm, "purchase/update", purchaseId=purchase, **asked).message == REFUSED
    assert call(crm, "purchase/pause", purchaseId=purchase, resumeDate="9/20/2026").message == REFUSED
    assert (crm.advance(30 * DAY).approved, len(crm.account.transactions)) == (0, 1)


def test_a_cancelled_purchase_is_not_billed_until_it_is_reactivated() -> None:
    crm = sandbox()
    purchase = bought(crm, 104)
    message(crm, "purchase/cancel", purchaseId=purchase, cancelReason="enough")
    assert call(crm, "purchase/update", purchaseId=purchase, billNow=1).message == REFUSED
    assert call(crm, "purchase/pause", purchaseId=purchase).message == REFUSED
    assert crm.advance(DAY).approved == 0
    message(crm, "purchase/update", purchaseId=purchase, reactivate=1, billNow=1)
    assert (row(crm, purchase)["totalBilled"], row(crm, purchase)["nextBillDate"]) == ("79.90", "2026-10-17")
    assert crm.advance(DAY).approved == 0


def test_a_purchase_in_review_is_neither_billed_nor_reactivated() -> None:
    crm = sandbox()
    held = sold(crm, 104, forceQA=1)
    for asked in ("billNow", "reactivate"):
        answered = call(crm, "purchase/update", purchaseId=held["items"][0]["purchaseId"], **{asked: 1})
        assert answered.message == REFUSED


def test_bill_now_charges_once_and_the_next_cycle_counts_from_today() -> None:
    crm = sandbox()
    purchase = bought(crm, 104)
    message(crm, "purchase/update", purchaseId=purchase, billNow=1)
    assert (row(crm, purchase)["nextBillDate"], row(crm, purchase)["billingCycleNumber"]) == (
        "2026-10-16",
        "2",
    )
    assert (crm.advance(29 * DAY).approved, crm.advance(DAY).approved) == (0, 1)


def test_a_purchase_that_was_given_up_is_billed_once_when_asked() -> None:
    crm = sandbox()
    purchase = bought(crm, 104, cardNumber="4000000000000341")
    crm.advance(60 * DAY)
    assert row(crm, purchase)["status"] == "RECYCLE_FAILED"
    crm.account.orders[row(crm, purchase)["orderId"]].card = None
    message(crm, "purchase/update", purchaseId=purchase, billNow=1)
    assert (row(crm, purchase)["status"], crm.advance(DAY).approved) == ("ACTIVE", 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("billingIntervalDays", "9999999"),
        ("billingIntervalDays", "0"),
        ("billingIntervalDays", "a month"),
        ("finalBillingCycle", "-1"),
        ("nextBillDate", "12/31/9999"),
        ("nextBillDate", "1/1/1970"),
        ("nextBillDate", "soon"),
        ("price", "abc"),
        ("price", "999999999.99"),
        ("shippingPrice", "-1"),
    ],
)
def test_what_can_not_be_billed_by_is_refused_and_changes_nothing(name: str, value: str) -> None:
    crm = sandbox()
    purchase = bought(crm, 104)
    before = row(crm, purchase)
    refused = call(crm, "purchase/update", purchaseId=purchase, billNow=1, **{name: value})
    assert refused.result == "ERROR" and set(refused.message) == {name}
    assert row(crm, purchase) == before


def test_a_resume_date_beyond_the_calendar_is_refused() -> None:
    crm = sandbox()
    purchase = bought(crm, 104)
    refused = call(crm, "purchase/pause", purchaseId=purchase, resumeDate="12/31/9999")
    assert set(refused.message) == {"resumeDate"}


@given(st.integers(-(2**70), 2**70))
def test_every_number_is_a_day_and_a_moment(number: int) -> None:
    assert date(number).count("-") == 2 and stamp(number).count(":") == 2


def test_a_product_whose_first_cycle_is_its_last_bills_no_other() -> None:
    once = msgspec.structs.replace(DEMO.campaigns[0].product(104), finalBillingCycle=1)
    crm = Sandbox(catalogue=Catalogue((Campaign(1, "Once", products=(once,)),)), set_at=NOON)
    purchase = bought(crm, 104)
    assert crm.advance(365 * DAY).approved == 0
    assert row(crm, purchase)["nextBillDate"] is None


def test_a_purchase_ends_when_its_last_cycle_becomes_one_that_was_billed() -> None:
    crm = sandbox()
    purchase = bought(crm, 104)
    message(crm, "purchase/update", purchaseId=purchase, finalBillingCycle=2)
    assert crm.advance(30 * DAY).approved == 1
    assert row(crm, purchase)["status"] == "COMPLETE"
    other = bought(crm, 104, emailAddress="other@example.com")
    message(crm, "purchase/update", purchaseId=other, finalBillingCycle=1)
    assert crm.advance(365 * DAY).approved == 0
    assert row(crm, other)["status"] == "COMPLETE"


def test_a_purchase_that_another_replaced_has_no_day_on_which_it_bills() -> None:
    crm = sandbox()
    order = sold(crm, 104)
    message(crm, "upsale/import", orderId=order["orderId"], productId=103, replaceProductId=104)
    told = row(crm, order["items"][0]["purchaseId"])
    assert (told["status"], told["cancelReason"], told["nextBillDate"]) == ("CANCELLED", "Replaced", None)
    assert told["dateCancelled"]


@pytest.mark.parametrize("path", ["order/cancel", "purchase/cancel"])
def test_what_can_not_be_refunded_as_asked_is_not_cancelled(path: str) -> None:
    crm = sandbox()
    order = sold(crm, 104)
    ids = {"orderId": order["orderId"], "purchaseId": order["items"][0]["purchaseId"]}
    asked = {"cancelReason": "enough", "fullRefund": 1, "refundAmount": "a lot"}
    assert "refundAmount" in call(crm, path, **ids, **asked).message
    assert row(crm, ids["purchaseId"])["status"] == "ACTIVE"
