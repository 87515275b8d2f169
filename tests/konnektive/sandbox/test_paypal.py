"""Confirm PayPal: an order is charged once, for what is confirmed, to the buyer who approved it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from konnektive.sandbox import Answered, Sandbox
from konnektive.sandbox.catalogue import DEMO
from tests.konnektive.sandbox.selling import call, clicked, lead, message, ordered, sandbox, sold

SALES = "https://shop.example.com/checkout"
WAYS = {"redirectsTo": "https://shop.example.com/upsell", "errorRedirectsTo": SALES}


def token_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["token"][0]


def sent_to_paypal(crm: Sandbox, order: str, **params: Any) -> str:
    """The token of a legacy PayPal order."""
    return token_of(sold(crm, orderId=order, paySource="PAYPAL", salesUrl=SALES, **params)["paypalUrl"])


def confirm(crm: Sandbox, token: str, **params: Any) -> Answered:
    return call(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE", **params)


def charged(crm: Sandbox, order: str) -> list[int]:
    return [one.amount for one in crm.account.transactions_of(order)]


def test_the_discount_is_that_of_the_cart_that_is_confirmed() -> None:
    crm = sandbox()
    order = lead(crm)
    token = sent_to_paypal(crm, order, couponCode="FIVEOFF")
    cart = {"product1_id": 103, "product1_price": "1.00", "product1_shipPrice": "0"}
    paid = confirm(crm, token, **cart).message
    assert (paid["totalAmount"], paid["totalDiscount"], paid["amountPaid"]) == ("0.00", "1.00", "0.00")
    assert charged(crm, order) == [0]


def test_a_discount_never_makes_a_declined_order_cost_less_than_nothing() -> None:
    crm = sandbox()
    order = lead(crm)
    ordered(crm, orderId=order, couponCode="SAVE10", cardNumber="4000000000000002")
    assert message(crm, "order/query", orderId=order)["data"][0]["totalAmount"] == "0.00"


def test_of_two_tokens_of_one_order_the_older_is_closed() -> None:
    crm = sandbox()
    order = lead(crm)
    older, newer = sent_to_paypal(crm, order), sent_to_paypal(crm, order)
    assert confirm(crm, older).result == "ERROR"
    assert confirm(crm, newer).result == "SUCCESS"
    assert confirm(crm, newer).result == confirm(crm, older).result == "ERROR"
    assert charged(crm, order) == [5490]


@pytest.mark.parametrize("ways", [{}, WAYS])
def test_an_order_that_a_card_paid_meanwhile_is_not_charged_by_paypal_too(ways: dict[str, str]) -> None:
    crm = sandbox()
    order = lead(crm)
    waiting = ordered(crm, 101, orderId=order, paySource="PAYPAL", salesUrl=SALES, **ways).message
    token = token_of(waiting.get("paypalUrl") or waiting["url"])
    sold(crm, orderId=order)
    crm.come_back(token, approved=True)
    refused = confirm(crm, token)
    assert refused.result == "ERROR" and (ways or f"Order {order} is COMPLETE." in refused.notes)
    assert charged(crm, order) == [5490]


def test_a_cancelled_order_is_not_revived() -> None:
    crm = sandbox()
    order = lead(crm)
    token = sent_to_paypal(crm, order)
    message(crm, "order/cancel", orderId=order, cancelReason="changed my mind")
    assert confirm(crm, token).result == "ERROR"
    assert (crm.account.orders[order].orderStatus, charged(crm, order)) == ("CANCELLED", [])


def test_an_upsell_of_a_cancelled_order_is_not_charged() -> None:
    crm = sandbox()
    campaign = msgspec.structs.replace(DEMO.campaigns[0], paypalReferenceTransactions=False)
    crm.set(catalogue=msgspec.structs.replace(DEMO, campaigns=(campaign,)))
    order = lead(crm)
    message(crm, "transactions/confirmPaypal", token=sent_to_paypal(crm, order), payerId="ANYONE")
    wanted = {"orderId": order, "productId": 102, "paySource": "PAYPAL", "salesUrl": SALES}
    token = token_of(message(crm, "upsale/import", **wanted)["paypalUrl"])
    message(crm, "order/cancel", orderId=order, cancelReason="changed my mind")
    assert confirm(crm, token).result == "ERROR"
    assert charged(crm, order) == [5490]


def test_another_buyers_order_or_session_is_refused_and_the_own_still_works() -> None:
    crm = sandbox()
    mine, theirs = clicked(crm), clicked(crm)
    order = lead(crm, sessionId=mine)
    other = lead(crm, sessionId=theirs, emailAddress="other@example.com")
    token = sent_to_paypal(crm, order, sessionId=mine)
    assert confirm(crm, token, orderId=other).result == "ERROR"
    assert confirm(crm, token, sessionId=theirs).result == "ERROR"
    assert (charged(crm, order), charged(crm, other)) == ([], [])
    assert confirm(crm, token, orderId=order, sessionId=clicked(crm)).result == "SUCCESS"
    assert charged(crm, order) == [5490]
