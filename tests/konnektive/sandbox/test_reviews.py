"""Orders held for review: what was voided is neither sold nor captured later, and only what ships is sent."""

from __future__ import annotations

import msgspec

from konnektive.sandbox import Catalogue
from konnektive.sandbox.catalogue import DEMO
from tests.konnektive.sandbox.selling import call, lead, message, sandbox, sold


def test_a_second_attempt_after_a_declined_review_captures_only_itself() -> None:
    crm = sandbox()
    key = lead(crm)
    sold(crm, orderId=key, forceQA=1)
    message(crm, "order/qa", orderId=key, action="DECLINE")
    again = sold(crm, orderId=key, forceQA=1)
    assert (again["totalAmount"], len(again["items"])) == ("54.90", 1)
    message(crm, "order/qa", orderId=key, action="APPROVE")
    made = [(one.txnType, one.amount) for one in crm.account.transactions_of(key)]
    assert made == [("AUTHORIZE", 5490), ("VOID", 5490), ("AUTHORIZE", 5490), ("CAPTURE", 5490)]
    (row,) = message(crm, "order/query", orderId=key)["data"]
    assert (row["totalAmount"], row["refundRemaining"]) == ("54.90", "54.90")
    statuses = [one["status"] for one in message(crm, "purchase/query", orderId=key)["data"]]
    assert statuses == ["ACTIVE", "CANCELLED"]
    assert len(crm.account.fulfillments) == 1


def test_what_a_review_voided_is_not_reactivated() -> None:
    crm = sandbox()
    key = lead(crm)
    voided = sold(crm, 104, orderId=key, forceQA=1)["items"][0]["purchaseId"]
    message(crm, "order/qa", orderId=key, action="DECLINE")
    sold(crm, 104, orderId=key)
    assert call(crm, "purchase/update", purchaseId=voided, reactivate=1).result == "ERROR"


def test_a_review_does_not_bring_a_cancelled_order_back() -> None:
    crm = sandbox()
    key = sold(crm, forceQA=1)["orderId"]
    message(crm, "order/cancel", orderId=key, cancelReason="enough")
    assert call(crm, "order/qa", orderId=key, action="APPROVE").result == "ERROR"
    assert crm.account.orders[key].paid == 0


def test_a_review_sends_out_only_what_ships() -> None:
    crm = sandbox()
    campaign = DEMO.campaigns[0]
    products = tuple(
        msgspec.structs.replace(one, isShippable=one.campaignProductId == 101) for one in campaign.products
    )
    crm.set(catalogue=Catalogue((msgspec.structs.replace(campaign, products=products),)))
    for cart, sent in (({"product2_id": 102}, 1), ({"product1_id": 102}, 0)):
        key = sold(crm, forceQA=1, **cart)["orderId"]
        message(crm, "order/qa", orderId=key, action="APPROVE")
        assert sum(len(one.items) for one in crm.account.fulfillments.values() if one.orderId == key) == sent
