"""fulfillment/update and fulfillment/query: what is sent out, and what comes back."""

from __future__ import annotations

from typing import Any

from konnektive.reference.account_care import FULFILLMENT_UPDATE
from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.order_query import fulfillment_entry
from konnektive.sandbox.queries import matching, paged, within
from konnektive.sandbox.refunds import refund_order
from konnektive.sandbox.state import Fulfillment
from konnektive.sandbox.transaction_rows import marked

NEEDED = {
    "SHIPPED": ("trackingNumber", "dateShipped"),
    "RMA_PENDING": ("rmaNumber",),
    "RETURNED": ("dateReturned",),
}
KEPT = ("trackingNumber", "shipCarrier", "shipMethod", "dateShipped", "dateReturned", "rmaNumber")


def update_fulfillment(call: Call) -> Answered:
    """What a fulfillment house did; which fields it needs depends on the state."""
    status = call.given("fulfillmentStatus")
    allowed = next(one.allowed for one in FULFILLMENT_UPDATE.parameters if one.name == "fulfillmentStatus")
    if not status:
        return error(required(call, "fulfillmentStatus"))
    if status not in allowed:
        return assumed.choice("fulfillmentStatus", allowed)
    if problems := required(call, *NEEDED.get(status, ())):
        return error(problems)
    found = _named(call)
    if not found:
        return assumed.UNKNOWN_FULFILLMENT.error()
    for one in found:
        _change(call, one, status)
    if status == "RMA_PENDING" and call.given("refundAmount") and call.order():
        refund_order(call)
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def _named(call: Call) -> list[Fulfillment]:
    if not call.given("fulfillmentId"):
        return call.account.fulfillments_of(call.given("orderId"))
    one = call.account.fulfillments.get(number(call.given("fulfillmentId")))
    return [one] if one else []


def _change(call: Call, one: Fulfillment, status: str) -> None:
    one.status = status
    for name in KEPT:
        if call.given(name):
            setattr(one, name, call.given(name))
    call.account.changed.add(("fulfillment", one.fulfillmentId))


def query_fulfillments(call: Call) -> Answered:
    """Fulfillments by order, by id or by days."""
    found = within(
        call, call.account.fulfillments.values(), lambda one: one.created, unless=("orderId", "fulfillmentId")
    )
    if isinstance(found, Answered):
        return found
    names = ("orderId", "fulfillmentId", "status")
    rows = [one for one in found if all(matching(call, name, getattr(one, name)) for name in names)]
    return marked(paged(call, rows, lambda one: _row(call, one), "fulfillments"))


def _row(call: Call, one: Fulfillment) -> dict[str, Any]:
    return {"orderId": one.orderId, **fulfillment_entry(call.account, one)}
