"""What happens to an order after the sale: refunds, cancellations, cycles, queries."""

from __future__ import annotations

from typing import Any

import pytest

from konnektive.sandbox import Sandbox
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.queries import day_number
from tests.konnektive.sandbox.selling import NOON, PERSON, call, lead, message, ordered, sandbox, sold

TODAY = {"startDate": "9/16/26", "endDate": "9/16/26"}


def order_row(crm: Sandbox, order: str) -> Any:
    return message(crm, "order/query", orderId=order)["data"][0]


def test_a_partial_refund_leaves_the_rest() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    message(crm, "order/refund", orderId=order, refundAmount="10.00")
    row = order_row(crm, order)
    assert (row["orderStatus"], row["refundRemaining"]) == ("COMPLETE", "44.90")
    assert call(crm, "order/refund", orderId=order, refundAmount="45.00").result == "ERROR"


def test_a_full_refund_ends_the_order() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    message(crm, "order/refund", orderId=order, fullRefund=1)
    assert (order_row(crm, order)["orderStatus"], order_row(crm, order)["refundRemaining"]) == (
        "REFUNDED",
        "0.00",
    )


def test_a_refund_needs_an_amount_or_says_full() -> None:
    crm = sandbox()
    assert "refundAmount" in call(crm, "order/refund", orderId=sold(crm)["orderId"]).message


def test_a_cancelled_order_bills_no_more_and_pays_back_when_asked() -> None:
    crm = sandbox()
    order = sold(crm, 104)["orderId"]
    assert call(crm, "order/cancel", orderId=order).message == {"cancelReason": "is a required field"}
    message(crm, "order/cancel", orderId=order, cancelReason="test", fullRefund=1)
    assert order_row(crm, order)["orderStatus"] == "CANCELLED"
    assert crm.account.orders[order].refunded == crm.account.orders[order].paid
    assert crm.advance(365 * DAY).approved == 0


def test_a_purchase_can_be_cancelled_after_its_next_cycle() -> None:
    crm = sandbox()
    purchase = sold(crm, 104)["items"][0]["purchaseId"]
    message(crm, "purchase/cancel", purchaseId=purchase, cancelReason="enough", afterNextBill=1)
    assert crm.advance(365 * DAY).approved == 1
    assert message(crm, "purchase/query", purchaseId=purchase)["data"][0]["status"] == "CANCELLED"


def test_a_chargeback_takes_the_money_and_stops_the_purchase() -> None:
    crm = sandbox()
    order = sold(crm, 104)
    transaction = message(crm, "transactions/query", orderId=order["orderId"])["data"][0]["transactionId"]
    message(
        crm, "transactions/update", transactionId=transaction, isChargedback=1, chargebackReasonCode="10.4"
    )
    rows = message(crm, "cbdata/query", transactionId=transaction)["data"]
    assert (rows[0]["isChargedback"], rows[0]["chargebackReasonCode"]) == (1, "10.4")
    assert crm.account.orders[order["orderId"]].refunded == crm.account.orders[order["orderId"]].paid
    assert crm.advance(60 * DAY).approved == 0


def test_a_transaction_is_refunded_by_its_number() -> None:
    crm = sandbox()
    order = sold(crm, 104)["orderId"]
    number = message(crm, "transactions/query", orderId=order)["data"][0]["transactionId"]
    message(crm, "transactions/refund", transactionId=number, refundAmount="5.00", cancelPurchase=1)
    assert (crm.account.orders[order].refunded, crm.advance(60 * DAY).approved) == (500, 0)


def test_a_year_of_cycles_passes_at_once() -> None:
    crm = sandbox()
    order = sold(crm, 104)["orderId"]
    billed = crm.advance(365 * DAY)
    assert (billed.approved, billed.declined, billed.revenue) == (12, 0, 12 * 3995)
    rows = message(crm, "transactions/query", orderId=order, resultsPerPage=200)["data"]
    assert [row["billingCycleNumber"] for row in rows] == [str(n) for n in range(13, 0, -1)]
    assert rows[0]["dateCreated"].startswith("2027-09-11")


def test_a_trial_turns_into_the_regular_price() -> None:
    crm = sandbox()
    order = sold(crm, 103)
    assert (order["items"][0]["trialEnabled"], order["items"][0]["nextBillDate"]) == ("1", "2026-09-30")
    assert crm.advance(13 * DAY).approved == 0
    assert crm.advance(1 * DAY).revenue == 1995


def test_a_card_that_declines_later_is_tried_again_and_given_up() -> None:
    crm = sandbox()
    purchase = sold(crm, 104, cardNumber="4000000000000341")["items"][0]["purchaseId"]
    billed = crm.advance(365 * DAY)
    assert (billed.approved, billed.declined) == (0, 4)
    assert message(crm, "purchase/query", purchaseId=purchase)["data"][0]["status"] == "RECYCLE_FAILED"


def test_a_card_that_recovers_goes_on() -> None:
    crm = sandbox()
    sold(crm, 104, cardNumber="4000000000005126")
    billed = crm.advance(100 * DAY)
    assert billed.approved == billed.recovered == billed.declined == 3


def test_a_purchase_can_be_changed_paused_and_billed_now() -> None:
    crm = sandbox()
    purchase = sold(crm, 104)["items"][0]["purchaseId"]
    message(crm, "purchase/update", purchaseId=purchase, price="10.00", billNow=1)
    message(crm, "purchase/pause", purchaseId=purchase)
    assert crm.advance(100 * DAY).approved == 0
    message(crm, "purchase/update", purchaseId=purchase, reactivate=1)
    assert crm.advance(30 * DAY).revenue == 1000


@pytest.mark.parametrize("text", ["9/16/26", "09/16/2026", "2026-09-16", "2026-09-16 23:59:59"])
def test_days_are_read_in_every_known_form_and_times_are_ignored(text: str) -> None:
    assert day_number(text) == NOON // DAY


def test_queries_page_newest_first() -> None:
    crm = sandbox()
    orders = [lead(crm, emailAddress=f"buyer{n}@example.com") for n in range(30)]
    first = message(crm, "order/query", **TODAY)
    assert (first["totalResults"], first["resultsPerPage"], first["page"], len(first["data"])) == (
        30,
        25,
        1,
        25,
    )
    second = message(crm, "order/query", page=2, **TODAY)
    listed = [row["orderId"] for row in (*first["data"], *second["data"])]
    assert listed == orders[::-1]
    assert (
        call(crm, "order/query", page=3, **TODAY).message
        == "No orders matching those parameters could be found"
    )
    oldest_first = message(crm, "order/query", sortDir=0, resultsPerPage=2, **TODAY)
    assert [row["orderId"] for row in oldest_first["data"]] == orders[:2]
    assert message(crm, "order/query", resultsPerPage=999, **TODAY)["resultsPerPage"] == 200


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"orderStatus": "PARTIAL"}, 1),
        ({"orderStatus": "DECLINED"}, 1),
        ({"emailAddress": "MARIA@example.com"}, 3),
        ({"campaignId": "1"}, 3),
    ],
)
def test_queries_filter(filters: dict[str, str], count: int) -> None:
    crm = sandbox()
    lead(crm)
    sold(crm)
    ordered(crm, cardNumber="4000000000000002")
    assert message(crm, "order/query", **TODAY, **filters)["totalResults"] == count


@pytest.mark.parametrize(
    ("path", "noun"),
    [
        ("order", "orders"),
        ("transactions", "transactions"),
        ("customer", "customers"),
        ("purchase", "purchases"),
        ("fulfillment", "fulfillments"),
    ],
)
def test_nothing_found_is_an_error_with_the_vendors_words(path: str, noun: str) -> None:
    said = call(sandbox(), f"{path}/query", startDate="1/1/20", endDate="1/2/20")
    assert (said.result, said.message) == ("ERROR", f"No {noun} matching those parameters could be found")


def test_a_query_without_an_id_needs_days() -> None:
    assert call(sandbox(), "order/query").message == {
        "startDate": "is a required field",
        "endDate": "is a required field",
    }


def test_customers_are_found_changed_and_noted() -> None:
    crm = sandbox()
    customer = sold(crm)["customerId"]
    message(crm, "customer/update", customerId=customer, lastName="Silva")
    message(crm, "customer/addnote", customerId=customer, message="called about shipping")
    found = message(crm, "customer/query", emailAddress="maria@example.com", exactEmailMatch=1)["data"]
    assert [(row["customerId"], row["lastName"]) for row in found] == [(customer, "Silva")]
    told = [row["message"] for row in message(crm, "customer/history", customerId=customer)["data"]]
    assert "called about shipping" in told


def test_the_catalogue_can_be_asked_for() -> None:
    crm = sandbox()
    campaign = message(crm, "campaign/query", campaignId=1)["data"]["1"]
    assert {one["campaignProductId"] for one in campaign["products"]} >= {101, 102, 103}
    assert message(crm, "product/query", campaignId=459)["totalResults"] == 2
    assert message(crm, "order/salestax", campaignId=1, product1_id=101) == 0


def test_a_shipment_is_followed() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    shipped = {"orderId": order, "fulfillmentStatus": "SHIPPED"}
    assert set(call(crm, "fulfillment/update", **shipped).message) == {"trackingNumber", "dateShipped"}
    message(crm, "fulfillment/update", trackingNumber="T1", dateShipped="9/17/26", **shipped)
    row = message(crm, "fulfillment/query", orderId=order)["data"][0]
    assert (row["status"], row["trackingNumber"]) == ("SHIPPED", "T1")


def test_activecampaign_gives_back_what_it_stored() -> None:
    crm = sandbox()
    assert call(crm, "cart/activecampaign").result == "ERROR"
    assert call(crm, "cart/activecampaign", type="CART", externalcheckoutid="c1").result == "ERROR"
    message(crm, "cart/activecampaign", type="CART", externalcheckoutid="c1", abandonedDate="2026-09-16")
    stored = message(crm, "cart/activecampaign", type="QUERY", queryType="CART")
    assert stored == [{"externalcheckoutid": "c1", "abandonedDate": "2026-09-16"}]


def test_an_order_is_found_by_the_callers_own_number() -> None:
    crm = sandbox()
    order = sold(crm, externalOrderId="A-17")["orderId"]
    message(crm, "order/update", externalOrderId="A-17", shipCity="Austin")
    assert order_row(crm, order)["shipCity"] == "Austin"
    assert PERSON["firstName"] == order_row(crm, order)["firstName"]
