"""purchase/query: what customers have, and how it bills again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from konnektive.sandbox.answered import Answered
from konnektive.sandbox.call import Call
from konnektive.sandbox.clock import DAY, date, stamp
from konnektive.sandbox.money import decimal
from konnektive.sandbox.order_answer import next_bill_date
from konnektive.sandbox.queries import matching, paged, within
from konnektive.sandbox.state import Purchase
from konnektive.sandbox.transaction_rows import marked

IDS = ("purchaseId", "orderId", "customerId")


def query_purchases(call: Call) -> Answered:
    """The purchases asked for by an id or by days."""
    found = within(call, call.account.purchases.values(), _moment(call), unless=IDS)
    if isinstance(found, Answered):
        return found
    rows = [one for one in found if _passes(call, one)]
    return marked(paged(call, rows, purchase_row, "purchases"))


def _moment(call: Call) -> Callable[[Purchase], int]:
    kind = call.given("dateRangeType")
    if kind == "nextBillDate":
        return lambda one: one.nextBillDay * DAY
    return (lambda one: one.updated) if kind == "dateUpdated" else (lambda one: one.created)


def _passes(call: Call, one: Purchase) -> bool:
    own = (
        ("purchaseId", one.purchaseId),
        ("orderId", one.orderId),
        ("customerId", one.customerId),
        ("status", one.status),
        ("productId", one.productId),
    )
    return all(matching(call, name, value) for name, value in own)


def purchase_row(one: Purchase) -> dict[str, Any]:
    """One row of `data`."""
    return {
        "purchaseId": one.purchaseId,
        "productId": one.productId,
        "actualProductId": one.catalogueId,
        "productName": one.productName,
        "status": one.status,
        "price": decimal(one.price),
        "shippingPrice": decimal(one.shippingPrice),
        "qty": str(one.qty),
        "billingCycleType": one.billingCycleType,
        "billingCycleNumber": str(one.billingCycleNumber),
        "recycleNumber": str(one.recycleNumber),
        "billingIntervalDays": one.billingIntervalDays or None,
        "finalBillingCycle": one.finalBillingCycle or None,
        "nextBillDate": next_bill_date(one) or (date(one.nextBillDay) if one.nextBillDay else None),
        "cancelReason": one.cancelReason or None,
        "dateCancelled": stamp(one.cancelDay) if one.cancelDay else None,
        "totalBilled": decimal(one.totalBilled),
        "totalRefunded": decimal(one.totalRefunded),
        "orderId": one.orderId,
        "customerId": one.customerId,
        "campaignId": one.campaignId,
        "dateCreated": stamp(one.created),
        "dateUpdated": stamp(one.updated),
    }
