"""Confirm PayPal: the second half of the legacy workflow."""

from __future__ import annotations

from collections.abc import Mapping

from konnektive.sandbox import assumed, carts, one_click
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.approvals import no_longer
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.carts import NO_PRODUCTS
from konnektive.sandbox.orders import accept
from konnektive.sandbox.state import Approval, Order


def confirm_paypal(call: Call) -> Answered:
    """The order, paid. The token is that of paypalUrl; any payerId will do unless the buyer cancelled."""
    if problems := required(call, "token", "payerId"):
        return error(problems)
    approval = call.account.approvals.get(call.given("token"))
    if approval is None or approval.kind != "paypal" or approval.state == "used":
        return assumed.TOKEN_UNKNOWN.error()
    if approval.state == "cancelled":
        return assumed.TOKEN_CANCELLED.error()
    order = call.account.orders[approval.orderId]
    if problem := _another_order(call, order) or no_longer(order, approval):
        refused = assumed.TOKEN_UNKNOWN.error()
        refused.notes += (problem,)
        return refused
    answered = _confirmed(call, approval, order)
    if answered.result == "SUCCESS":
        approval.state = "used"
        call.account.changed.add(("approval", approval.token))
    return answered


def _another_order(call: Call, order: Order) -> str:
    """What the call names that is another order's, as a sentence; a session without an order is nobody's."""
    named = call.given("orderId")
    if named and named != order.orderId:
        return "orderId is not the order that this token was given for."
    session = call.session()
    is_own = session is None or session.sessionId == order.sessionId or session.orderId in ("", order.orderId)
    return "" if is_own else "sessionId is not of the order that this token was given for."


def _confirmed(call: Call, approval: Approval, order: Order) -> Answered:
    account = call.account
    if approval.upsale:
        return one_click.charge(_again(call, approval.upsale), order)
    campaign = account.campaigns.get(str(order.campaignId))
    params = call.params if carts.named(call.params) else approval.products
    lines = carts.lines(_again(call, params), campaign) if campaign else error(NO_PRODUCTS)
    if isinstance(lines, Answered):
        return lines
    return accept(call, order, lines)


def _again(call: Call, params: Mapping[str, str]) -> Call:
    """The call with other parameters in place of its own."""
    return Call(call.account, call.path, params, call.now, call.base_url)
