"""Confirm PayPal: the second half of the legacy workflow."""

from __future__ import annotations

from konnektive.sandbox import assumed, carts, one_click
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.carts import NO_PRODUCTS
from konnektive.sandbox.orders import accept
from konnektive.sandbox.state import Approval


def confirm_paypal(call: Call) -> Answered:
    """The order, paid. The token is that of paypalUrl; any payerId will do unless the buyer cancelled."""
    if problems := required(call, "token", "payerId"):
        return error(problems)
    approval = call.account.approvals.get(call.given("token"))
    if approval is None or approval.kind != "paypal" or approval.state == "used":
        return assumed.TOKEN_UNKNOWN.error()
    if approval.state == "cancelled":
        return assumed.TOKEN_CANCELLED.error()
    return _confirmed(call, approval)


def _confirmed(call: Call, approval: Approval) -> Answered:
    account = call.account
    order = account.orders[approval.orderId]
    if approval.upsale:
        approval.state = "used"
        account.changed.add(("approval", approval.token))
        return one_click.charge(_again(call, approval.upsale), order)
    campaign = account.campaigns.get(str(order.campaignId))
    params = call.params if carts.named(call.params) else approval.products
    lines = carts.lines(_again(call, params), campaign) if campaign else error(NO_PRODUCTS)
    if isinstance(lines, Answered):
        return lines
    approval.state = "used"
    account.changed.add(("approval", approval.token))
    return accept(call, order, lines)


def _again(call: Call, params: object) -> Call:
    """The call with other parameters in place of its own."""
    return Call(call.account, call.path, params, call.now, call.base_url)  # type: ignore[arg-type]
