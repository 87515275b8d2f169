"""PayPal, 3DS and review: buyers who are away for a while, and orders that wait."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from konnektive.sandbox import Sandbox
from konnektive.sandbox.cards import CARDS
from konnektive.sandbox.catalogue import DEMO
from tests.konnektive.sandbox.selling import call, clicked, lead, message, ordered, sandbox, sold

SALES = "https://shop.example.com/checkout"
BACK = {"redirectsTo": "https://shop.example.com/upsell", "errorRedirectsTo": SALES}


def token_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["token"][0]


def test_paypal_legacy_is_paid_when_it_is_confirmed() -> None:
    crm = sandbox()
    waiting = sold(crm, paySource="PAYPAL", salesUrl=SALES)
    assert (waiting["orderStatus"], waiting["amountPaid"]) == ("PARTIAL", None)
    token = token_of(waiting["paypalUrl"])
    back = crm.come_back(token, approved=True)
    assert back and back.url.startswith(SALES + "?paypalAccept=1&token=" + token)
    cart = {"campaignId": 1, "product1_id": 101}
    paid = message(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE", **cart)
    assert (paid["orderId"], paid["orderStatus"], paid["paypalUrl"]) == (waiting["orderId"], "COMPLETE", None)
    assert call(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE").result == "ERROR"


def test_paypal_that_the_buyer_cancelled_can_not_be_confirmed() -> None:
    crm = sandbox()
    token = token_of(sold(crm, paySource="PAYPAL", salesUrl=SALES)["paypalUrl"])
    crm.come_back(token, approved=False)
    answered = call(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE")
    assert answered.message.startswith("Transaction Declined")


def test_paypal_direct_sends_the_browser_on_and_finishes_by_itself() -> None:
    crm = sandbox()
    partial = lead(crm)
    answered = ordered(crm, orderId=partial, paySource="PAYPAL", **BACK)
    assert answered.result == "MERC_REDIRECT"
    back = crm.come_back(token_of(answered.message["url"]), approved=True)
    assert back and back.url == BACK["redirectsTo"] and back.order
    assert back.order["orderStatus"] == "COMPLETE"


def paid_by_paypal(reference_transactions: bool) -> tuple[Sandbox, str]:
    """A sandbox with such a campaign, and the id of an order in it that PayPal paid."""
    crm = sandbox()
    campaign = msgspec.structs.replace(DEMO.campaigns[0], paypalReferenceTransactions=reference_transactions)
    crm.set(catalogue=msgspec.structs.replace(DEMO, campaigns=(campaign,)))
    token = token_of(sold(crm, paySource="PAYPAL", salesUrl=SALES)["paypalUrl"])
    crm.come_back(token, approved=True)
    return crm, message(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE")["orderId"]


def test_with_reference_transactions_paypal_pays_an_upsell_at_once() -> None:
    crm, order = paid_by_paypal(True)
    upsold = message(crm, "upsale/import", orderId=order, productId=102, paySource="PAYPAL")
    assert (len(upsold["items"]), upsold["paypalUrl"]) == (2, None)


def test_without_them_the_buyer_approves_the_upsell_again() -> None:
    crm, order = paid_by_paypal(False)
    wanted = {"orderId": order, "productId": 102, "paySource": "PAYPAL", "salesUrl": SALES}
    waiting = message(crm, "upsale/import", **wanted)
    assert len(waiting["items"]) == 1
    token = token_of(waiting["paypalUrl"])
    crm.come_back(token, approved=True)
    upsold = message(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE")
    assert ([one["productId"] for one in upsold["items"]], upsold["paypalUrl"]) == (["101", "102"], None)
    assert call(crm, "transactions/confirmPaypal", token=token, payerId="ANYONE").result == "ERROR"
    assert call(crm, "upsale/import", **wanted).message == "This upsale was already taken."


def test_in_the_direct_workflow_the_crm_finishes_the_upsell_by_itself() -> None:
    crm, order = paid_by_paypal(False)
    answered = call(crm, "upsale/import", orderId=order, productId=102, paySource="PAYPAL", **BACK)
    back = crm.come_back(token_of(answered.message["url"]), approved=True)
    assert back and back.url == BACK["redirectsTo"] and back.order and len(back.order["items"]) == 2
    assert back.answered and (back.answered.sold, back.answered.revenue) == ("upsale", 2995)


def test_an_upsell_that_does_not_say_paypal_is_told_to_redirect_there() -> None:
    crm, order = paid_by_paypal(False)
    answered = call(crm, "upsale/import", orderId=order, productId=102)
    assert "Please redirect your customer to PayPal." in answered.message


def test_a_buyer_who_denies_at_the_bank_comes_back_with_an_error() -> None:
    crm = sandbox()
    answered = ordered(crm, cardNumber="4000000000003220", **BACK)
    back = crm.come_back(token_of(answered.message["url"]), approved=False)
    assert back and back.url.startswith(SALES + "?errorMsg=")


def test_3ds_without_a_way_back_is_declined() -> None:
    assert ordered(sandbox(), cardNumber="4000000000003220").message.startswith("Transaction Declined")


def test_a_visit_that_goes_on_past_the_bank_has_been_there() -> None:
    crm = sandbox()
    session = clicked(crm)
    order = lead(crm, sessionId=session)
    assert ordered(crm, orderId=order, **BACK).result == "MERC_REDIRECT"
    clicked_on = call(crm, "landers/clicks/import", pageType="upsellPage1", sessionId=session)
    assert (clicked_on.sold, clicked_on.revenue) == ("order", 5490)
    assert message(crm, "upsale/import", orderId=order, productId=102)["orderStatus"] == "COMPLETE"


def test_a_preauthorised_card_is_charged_by_an_order_without_one() -> None:
    crm = sandbox()
    order = lead(crm)
    card = {
        "cardNumber": "4111111111111111",
        "cardMonth": "01",
        "cardYear": "2031",
        "cardSecurityCode": "123",
    }
    assert message(crm, "order/preauth", orderId=order, **card) == "Card is preauthorized"
    paid = sold(crm, orderId=order, cardNumber="", cardMonth="", cardYear="", cardSecurityCode="")
    assert (paid["orderStatus"], paid["cardLast4"]) == ("COMPLETE", "1111")


def test_a_held_order_is_paid_when_it_is_approved() -> None:
    crm = sandbox()
    held = sold(crm, forceQA=1)
    assert (held["orderStatus"], held["reviewStatus"], held["amountPaid"]) == ("PENDING", "PENDING", None)
    assert message(crm, "order/qa", orderId=held["orderId"], action="APPROVE") == "Order QA Approved"
    row = message(crm, "order/query", orderId=held["orderId"])["data"][0]
    assert (row["orderStatus"], row["reviewStatus"], row["items"]["101"]["txnType"]) == (
        "COMPLETE", "APPROVED", "CAPTURE",
    )  # fmt: skip


def test_a_held_order_that_is_declined_takes_nothing() -> None:
    crm = sandbox()
    held = sold(crm, forceQA=1)["orderId"]
    message(crm, "order/qa", orderId=held, action="DECLINE")
    assert (crm.account.orders[held].paid, crm.account.orders[held].orderStatus) == (0, "DECLINED")


def test_order_qa_refuses_as_recorded() -> None:
    crm = sandbox()
    held = sold(crm, forceQA=1)["orderId"]
    assert call(crm, "order/qa", orderId=held).message == "action is a required value"
    refused = call(crm, "order/qa", orderId=held, action="OK").message
    assert refused == {"action": "Not a valid input. Must be in: 'APPROVE', 'DECLINE'"}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.meaning)
def test_each_magic_card_meets_its_fate(card: object) -> None:
    answered = ordered(sandbox(), cardNumber=card.number)  # type: ignore[attr-defined]
    ruling = card.ruling  # type: ignore[attr-defined]
    if ruling.outcome == "approved":
        assert answered.message["orderStatus"] == "COMPLETE"
    elif ruling.outcome == "declined":
        assert answered.message == f"Transaction Declined: {ruling.text}"
    assert answered.delay == ruling.delay


@pytest.mark.parametrize("value", [{"cardSecurityCode": "901"}, {"postalCode": "46282"}])
def test_magic_values_decline(value: dict[str, str]) -> None:
    assert ordered(sandbox(), **value).message.startswith("Transaction Declined: ")


def test_a_number_with_a_wrong_check_digit_is_declined() -> None:
    assert ordered(sandbox(), cardNumber="4111111111111112").message.startswith("Transaction Declined: ")
