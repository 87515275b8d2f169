"""Purchases that bill again: what happens on each day that the test clock passes."""

from __future__ import annotations

import heapq

import msgspec

from konnektive.sandbox.call import Call
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.state import Purchase, Transaction

RECYCLE_DAYS = 3
"""Days after which a declined cycle is tried again."""
RECYCLES = 3
"""How often it is tried again before it is given up."""
REBILL_DECLINED = "Transaction Declined: Card Declined"
BILLING = ("ACTIVE", "RECYCLE_BILLING")


class Billed(msgspec.Struct, frozen=True):
    """What a span of time brought about."""

    approved: int
    declined: int
    recovered: int
    revenue: int
    """Cents."""


def pass_time(call: Call, until: int) -> Billed:
    """Bill everything that falls due up to that moment, day by day, each cycle on its own day."""
    approved = declined = recovered = revenue = 0
    last = until // DAY
    waiting = [
        (one.nextBillDay, place, one)
        for place, one in enumerate(call.account.purchases.values())
        if one.nextBillDay and one.status in BILLING
    ]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= last:
        day, place, purchase = heapq.heappop(waiting)
        call.now = max(call.now, day * DAY)
        tried_again, amount = purchase.recycleNumber > 0, purchase.price + purchase.shippingPrice
        if bill(call, purchase):
            approved, recovered, revenue = approved + 1, recovered + tried_again, revenue + amount
        else:
            declined += 1
        if purchase.nextBillDay:
            heapq.heappush(waiting, (purchase.nextBillDay, place, purchase))
    return Billed(approved, declined, recovered, revenue)


def bill(call: Call, purchase: Purchase) -> bool:
    """Charge the next cycle; True when the gateway took it."""
    account = call.account
    order = account.orders[purchase.orderId]
    cycle = purchase.billingCycleNumber + 1
    accepted = _accepted(purchase, order.card.rebill if order.card else "approved")
    account.add_transaction(
        Transaction(
            account.number("transactionId"),
            order.orderId,
            order.customerId,
            order.campaignId,
            call.now,
            "SALE",
            purchase.price + purchase.shippingPrice,
            "SUCCESS" if accepted else "SOFT_DECLINE",
            "APPROVED" if accepted else "Card Declined",
            account.ids.digits(),
            order.paySource,
            "RECURRING",
            cycle,
            purchase.recycleNumber,
            purchaseIds=[purchase.purchaseId],
            card=order.card,
        )
    )
    if accepted:
        _took(purchase, cycle, call.now // DAY)
        order.paid += purchase.price + purchase.shippingPrice
        account.touch(order, call.now)
    else:
        _recycle(purchase, call.now // DAY)
    purchase.updated = call.now
    account.changed.add(("purchase", purchase.purchaseId))
    return accepted


def _accepted(purchase: Purchase, fate: str) -> bool:
    return fate == "approved" or (fate == "recovers" and purchase.recycleNumber > 0)


def _took(purchase: Purchase, cycle: int, today: int) -> None:
    purchase.billingCycleNumber, purchase.recycleNumber, purchase.isTrial = cycle, 0, False
    purchase.totalBilled += purchase.price + purchase.shippingPrice
    purchase.status = "ACTIVE"
    purchase.nextBillDay = today + max(1, purchase.billingIntervalDays)
    if purchase.cancelAfterNextBill:
        purchase.status, purchase.nextBillDay = "CANCELLED", 0
    elif purchase.was_last:
        purchase.status, purchase.nextBillDay = "COMPLETE", 0


def _recycle(purchase: Purchase, today: int) -> None:
    purchase.recycleNumber += 1
    if purchase.recycleNumber > RECYCLES:
        purchase.status, purchase.nextBillDay = "RECYCLE_FAILED", 0
    else:
        purchase.status = "RECYCLE_BILLING"
        purchase.nextBillDay = today + RECYCLE_DAYS
