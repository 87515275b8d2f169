"""Money back: of what was taken, by hand or by a chargeback, of the order and of each item alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.sandbox import Sandbox
from konnektive.sandbox.clock import DAY
from tests.konnektive.sandbox.selling import call, lead, message, ordered, sandbox, sold

NO_SUCH_CHARGE = "Transaction not found"


def transactions(crm: Sandbox, order: str) -> list[tuple[int, str, int, list[str]]]:
    """Number, kind, cents and purchases of each, oldest first."""
    rows = crm.account.transactions_of(order)
    return [(one.transactionId, one.txnType, one.amount, one.purchaseIds) for one in rows]


def order_row(crm: Sandbox, order: str) -> Any:
    return message(crm, "order/query", orderId=order)["data"][0]


def purchase_rows(crm: Sandbox, order: str) -> list[Any]:
    return list(message(crm, "purchase/query", orderId=order)["data"])


def approved(crm: Sandbox, **params: Any) -> str:
    """An order that a review let through."""
    order = str(sold(crm, forceQA=1, **params)["orderId"])
    message(crm, "order/qa", orderId=order, action="APPROVE")
    return order


def test_a_declined_transaction_can_not_be_charged_back() -> None:
    crm = sandbox()
    order = lead(crm)
    ordered(crm, orderId=order, cardNumber="4000000000000002")
    number = transactions(crm, order)[0][0]
    answered = call(crm, "transactions/update", transactionId=number, isChargedback=1)
    assert (answered.message, len(transactions(crm, order))) == (NO_SUCH_CHARGE, 1)
    assert crm.account.orders[order].refunded == 0


def test_a_refund_can_not_be_charged_back() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    message(crm, "order/refund", orderId=order, fullRefund=1)
    number = transactions(crm, order)[-1][0]
    assert call(crm, "transactions/update", transactionId=number, isChargedback=1).message == NO_SUCH_CHARGE
    assert order_row(crm, order)["refundRemaining"] == "0.00"


@pytest.mark.parametrize("amount", ["abc", "1,00", "-5"])
def test_an_amount_that_can_not_be_read_gives_nothing_back(amount: str) -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    number = transactions(crm, order)[0][0]
    refused = call(crm, "order/refund", orderId=order, refundAmount=amount)
    assert refused.message == {"refundAmount": f"is not an amount like 49.95: {amount}"}
    asked = {"transactionId": number, "isChargedback": 1, "chargebackAmount": amount}
    assert set(call(crm, "transactions/update", **asked).message) == {"chargebackAmount"}
    assert len(transactions(crm, order)) == 1


def test_a_purchase_is_refunded_after_a_review_too() -> None:
    crm = sandbox()
    order = approved(crm, product2_id=102)
    purchase = crm.account.orders[order].items[1].purchaseId
    message(crm, "purchase/refund", purchaseId=purchase, fullRefund=1)
    assert transactions(crm, order)[-1][1:3] == ("REFUND", 2995)
    assert order_row(crm, order)["refundRemaining"] == "54.90"


def test_what_a_review_captured_stops_billing_when_it_is_refunded() -> None:
    crm = sandbox()
    order = approved(crm, product=104)
    number = transactions(crm, order)[-1][0]
    message(crm, "transactions/refund", transactionId=number, fullRefund=1, cancelPurchase=1)
    assert (purchase_rows(crm, order)[0]["status"], crm.advance(60 * DAY).approved) == ("CANCELLED", 0)


def test_a_chargeback_of_what_a_review_captured_stops_billing() -> None:
    crm = sandbox()
    order = approved(crm, product=104)
    message(crm, "transactions/update", transactionId=transactions(crm, order)[-1][0], isChargedback=1)
    assert (purchase_rows(crm, order)[0]["status"], crm.advance(60 * DAY).approved) == ("CANCELLED", 0)


def test_a_discount_is_the_items_too() -> None:
    crm = sandbox()
    order = sold(crm, couponCode="SAVE10")
    assert (order["totalAmount"], order["items"][0]["refundRemaining"]) == ("49.91", "49.91")
    message(crm, "order/refund", orderId=order["orderId"], fullRefund=1)
    told = purchase_rows(crm, order["orderId"])[0]
    assert (told["totalBilled"], told["totalRefunded"]) == ("49.91", "49.91")


PRICES = st.sampled_from(["0.00", "0.01", "0.03", "3.33", "19.99", "1234.56"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PRICES, min_size=1, max_size=3),
    st.sampled_from(["", "SAVE10", "FIVEOFF"]),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3000)), max_size=4),
)
def test_an_orders_items_add_up_to_the_order(
    prices: list[str], coupon: str, reviewed: bool, refunds: list[tuple[int, int]]
) -> None:
    crm = sandbox()
    cart = {f"product{n}_price": price for n, price in enumerate(prices, 1)}
    cart |= {f"product{n}_id": str(100 + n) for n in range(2, len(prices) + 1)}
    asked = {"couponCode": coupon, **cart}
    key = approved(crm, **asked) if reviewed else str(sold(crm, 101, **asked)["orderId"])
    adds_up(crm, key)
    items = crm.account.orders[key].items
    for which, cents in refunds:
        amount = {"refundAmount": f"{cents / 100:.2f}"}
        call(crm, "purchase/refund", purchaseId=items[which % len(items)].purchaseId, **amount)
        call(crm, "order/refund", orderId=key, **amount)
        adds_up(crm, key)
    call(crm, "order/refund", orderId=key, fullRefund=1)
    adds_up(crm, key)
    assert crm.account.orders[key].refundable == 0


def adds_up(crm: Sandbox, key: str) -> None:
    """The items, the purchases and the transactions of an order that bills nothing again say the same."""
    order = crm.account.orders[key]
    bought = crm.account.purchases_of(order)
    assert order.total == order.paid == sum(one.total for one in order.items)
    assert sum(one.totalBilled for one in bought) == order.paid
    assert sum(one.totalRefunded for one in bought) == order.refunded
    assert sum(one.refunded for one in order.items) == order.refunded
    assert all(0 <= one.refunded <= one.total for one in order.items)
    assert order.discount == sum(one.discount for one in order.items)
