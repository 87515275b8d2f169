"""Orders and purchases that are stopped, and orders whose buyer is changed."""

from __future__ import annotations

from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.people import fields
from konnektive.sandbox.refunds import left, refund_order, refund_purchase, stop
from konnektive.sandbox.state import Order, Purchase


def cancel_order(call: Call) -> Answered:
    """order/cancel: the order and all that it bills again; fullRefund gives the money back too."""
    if problems := required(call, "orderId", "cancelReason"):
        return error(problems)
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    if call.flag("fullRefund") and left(order) > 0:
        refunded = refund_order(call)
        if refunded.result == "ERROR":
            return refunded
    for purchase in call.account.purchases_of(order):
        _cancel(call, purchase)
    if not call.flag("afterNextBill"):
        order.orderStatus = "CANCELLED"
        for one in call.account.fulfillments_of(order.orderId):
            if one.status in ("HOLD", "PENDING"):
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
        refunded = refund_purchase(call)
        if refunded.result == "ERROR":
            return refunded
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
