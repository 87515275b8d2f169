"""How a purchase bills from now on: changed, paused, charged at once. Only what bills again can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from konnektive.sandbox import assumed, billing
from konnektive.sandbox.amounts import amount, whole
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.queries import day_number
from konnektive.sandbox.state import Purchase

RECYCLING = ("RECYCLE_BILLING", "RECYCLE_FAILED")
STOPPED = ("CANCELLED", "COMPLETE", "PENDING")
"""Purchases that are not charged: they have ended, or wait for a review."""
UNPAID = ("PENDING", "DECLINED")
"""Orders of which a review has not taken the money."""
LONGEST_DAYS = 3_660
"""How far ahead a purchase can bill, and its longest cycle: what the catalogue allows."""
READ: Mapping[str, Callable[[str, str], int | Answered]] = {
    "price": amount,
    "shippingPrice": amount,
    "billingIntervalDays": lambda name, text: whole(name, text, 1, LONGEST_DAYS),
    "finalBillingCycle": lambda name, text: whole(name, text, 0, LONGEST_DAYS),
}
"""The fields of a purchase that a call can change, each with how it is read."""


def update_purchase(call: Call) -> Answered:
    """purchase/update: how it bills from now on; billNow charges the next cycle at once."""
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    status = call.given("status")
    if status and status not in RECYCLING:
        return assumed.choice("status", RECYCLING)
    if refusal := _refusal(call, purchase):
        return refusal
    next_day, changes = _day(call, "nextBillDate"), _changes(call)
    if isinstance(next_day, Answered):
        return next_day
    if isinstance(changes, Answered):
        return changes
    _change(call, purchase, changes, next_day)
    if call.flag("billNow") and not billing.bill(call, purchase):
        return error(billing.REBILL_DECLINED)
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def _refusal(call: Call, purchase: Purchase) -> Answered | None:
    """Why the purchase can not be charged, where the call would have it charged."""
    order = call.account.orders[purchase.orderId]
    reactivated = call.flag("reactivate")
    voided = [one.purchaseId for one in order.items if one.txnType == "VOID"]
    if reactivated and (order.orderStatus in UNPAID or purchase.purchaseId in voided):
        return assumed.NOT_BILLED.error()
    asked = call.flag("billNow") or call.given("nextBillDate") or call.given("status")
    stopped = purchase.status in STOPPED and not reactivated
    if asked and (stopped or purchase.billingCycleType != "RECURRING"):
        return assumed.NOT_BILLED.error()
    return None


def _changes(call: Call) -> dict[str, int] | Answered:
    found: dict[str, int] = {}
    for name, read in READ.items():
        if call.given(name):
            value = read(name, call.given(name))
            if isinstance(value, Answered):
                return value
            found[name] = value
    return found


def _day(call: Call, name: str) -> int | Answered | None:
    """The day that a date names, none where none is sent: today or later, and not beyond all bounds."""
    if not call.given(name):
        return None
    day, today = day_number(call.given(name)), call.now // DAY
    if day is None:
        return error({name: "Not a valid date"})
    if not today <= day <= today + LONGEST_DAYS:
        return error({name: f"is not within {LONGEST_DAYS} days from today"}, assumed.WRONG_DAY.note)
    return day


def _change(call: Call, purchase: Purchase, changes: dict[str, int], next_day: int | None) -> None:
    for name, value in changes.items():
        setattr(purchase, name, value)
    purchase.status = call.given("status") or purchase.status
    if call.flag("reactivate"):
        _reactivate(call, purchase)
    if next_day is not None:
        purchase.nextBillDay = next_day
    if "finalBillingCycle" in changes and purchase.was_last and purchase.status in billing.BILLING:
        purchase.status, purchase.nextBillDay = "COMPLETE", 0
    _changed(call, purchase)


def _reactivate(call: Call, purchase: Purchase) -> None:
    purchase.status, purchase.cancelReason, purchase.cancelAfterNextBill = "ACTIVE", "", False
    purchase.recycleNumber = 0
    if purchase.billingCycleType == "RECURRING":
        purchase.nextBillDay = call.now // DAY + purchase.billingIntervalDays


def pause_purchase(call: Call) -> Answered:
    """purchase/pause: it bills again on resumeDate, or when it is reactivated."""
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    if purchase.status in STOPPED or purchase.billingCycleType != "RECURRING":
        return assumed.NOT_BILLED.error()
    resume = _day(call, "resumeDate")
    if isinstance(resume, Answered):
        return resume
    if resume is None:
        purchase.status = "PAUSED"
    else:
        purchase.nextBillDay = resume
    _changed(call, purchase)
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def _changed(call: Call, purchase: Purchase) -> None:
    purchase.updated = call.now
    call.account.changed.add(("purchase", purchase.purchaseId))
