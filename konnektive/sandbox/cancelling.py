"""Orders and purchases that are stopped, changed, paused or started again."""

from __future__ import annotations

from konnektive.sandbox import assumed, billing
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.money import cents
from konnektive.sandbox.people import fields
from konnektive.sandbox.queries import day_number
from konnektive.sandbox.refunds import left, refund_order, refund_purchase, stop
from konnektive.sandbox.state import Order, Purchase

RECYCLING = ("RECYCLE_BILLING", "RECYCLE_FAILED")


def cancel_order(call: Call) -> Answered:
    """order/cancel: the order and all that it bills again; fullRefund gives the money back too."""
    if problems := required(call, "orderId", "cancelReason"):
        return error(problems)
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    if call.flag("fullRefund") and left(order) > 0:
        refund_order(call)
    for purchase in call.account.purchases_of(order):
        _cancel(call, purchase)
    if not call.flag("afterNextBill"):
        order.orderStatus = "CANCELLED"
        for one in call.account.fulfillments.values():
            if one.orderId == order.orderId and one.status in ("HOLD", "PENDING"):
                one.status = "CANCELLED"
                call.account.changed.add(("fulfillment", one.fulfillmentId))
    order.cancelReason = call.given("cancelReason")[:100]
    call.account.touch(order, call.now)
    return success(assumed.CANCELLED.answer, assumed.CANCELLED.note)


def cancel_purchase(call: Call) -> Answered:
    """purchase/cancel."""
    if problems := required(call, "purchaseId", "cancelReason"):
        return error(problems)
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    if call.flag("fullRefund") and purchase.totalBilled > purchase.totalRefunded:
        refund_purchase(call)
    _cancel(call, purchase)
    return success(assumed.CANCELLED.answer, assumed.CANCELLED.note)


def _cancel(call: Call, purchase: Purchase) -> None:
    reason = call.given("cancelReason")[:100]
    if call.flag("afterNextBill") and purchase.nextBillDay:
        purchase.cancelAfterNextBill, purchase.cancelReason = True, reason
        purchase.updated = call.now
        call.account.changed.add(("purchase", purchase.purchaseId))
    elif purchase.status != "CANCELLED":
        stop(call, purchase.purchaseId, reason)


def update_purchase(call: Call) -> Answered:
    """purchase/update: how it bills from now on; billNow charges the next cycle at once."""
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    status = call.given("status")
    if status and status not in RECYCLING:
        return assumed.choice("status", RECYCLING)
    next_day = day_number(call.given("nextBillDate")) if call.given("nextBillDate") else None
    if call.given("nextBillDate") and next_day is None:
        return error({"nextBillDate": "Not a valid date"})
    _change(call, purchase, next_day)
    if call.flag("billNow") and not billing.bill(call, purchase):
        return error(billing.REBILL_DECLINED)
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def _change(call: Call, purchase: Purchase, next_day: int | None) -> None:
    if call.given("price"):
        purchase.price = cents(call.given("price"))
    if call.given("shippingPrice"):
        purchase.shippingPrice = cents(call.given("shippingPrice"))
    purchase.billingIntervalDays = number(call.given("billingIntervalDays")) or purchase.billingIntervalDays
    purchase.finalBillingCycle = number(call.given("finalBillingCycle")) or purchase.finalBillingCycle
    purchase.status = call.given("status") or purchase.status
    if call.flag("reactivate"):
        purchase.status, purchase.cancelReason, purchase.cancelAfterNextBill = "ACTIVE", "", False
        if purchase.billingCycleType == "RECURRING":
            purchase.nextBillDay = call.now // DAY + purchase.billingIntervalDays
    if next_day is not None:
        purchase.nextBillDay = next_day
    purchase.updated = call.now
    call.account.changed.add(("purchase", purchase.purchaseId))


def pause_purchase(call: Call) -> Answered:
    """purchase/pause: it bills again on resumeDate, or when it is reactivated."""
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    resume = day_number(call.given("resumeDate")) if call.given("resumeDate") else None
    if resume is None:
        purchase.status = "PAUSED"
    else:
        purchase.nextBillDay = resume
    purchase.updated = call.now
    call.account.changed.add(("purchase", purchase.purchaseId))
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def update_order(call: Call) -> Answered:
    """order/update: the person and the addresses of an order, found by its own or by the caller's number."""
    order = call.order() or _by_external(call)
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    order.fields.update(fields(call))
    call.account.touch(order, call.now)
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def _by_external(call: Call) -> Order | None:
    wanted = call.given("externalOrderId")
    orders = call.account.orders.values() if wanted else ()
    return next((one for one in orders if one.fields.get("externalOrderId") == wanted), None)
