"""Import Upsale: one more product on an accepted order, unless PayPal wants the buyer's approval again."""

from __future__ import annotations

from konnektive.sandbox import assumed, one_click, sales
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.approvals import send_on
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.returning import take_as_approved
from konnektive.sandbox.state import Order


def import_upsale(call: Call) -> Answered:
    """The order with one item more; the same product a second time is refused."""
    if problems := required(call, "orderId"):
        return Answered("ERROR", problems)
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    taken = take_as_approved(call, order)
    if order.orderStatus not in one_click.ACCEPTED:
        return assumed.NOT_ACCEPTED.error()
    if _needs_approval(call, order):
        return _ask_again(call, order)
    answered = one_click.charge(call, order)
    if answered.sold and taken:
        answered.revenue += taken.revenue
    return answered


def _needs_approval(call: Call, order: Order) -> bool:
    campaign = sales.campaign_of(call, order)
    return order.paySource == "PAYPAL" and campaign is not None and not campaign.paypalReferenceTransactions


def _ask_again(call: Call, order: Order) -> Answered:
    """Without reference transactions the buyer goes to PayPal a second time, as for the order (vendor)."""
    line = one_click.wanted(call, order)
    if isinstance(line, Answered):
        return line
    if call.given("paySource") != "PAYPAL":
        return assumed.PAYPAL_AGAIN.error()
    kind = "paypal-direct" if call.given("redirectsTo") else "paypal"
    return send_on(call, order, kind, for_upsale=True)
