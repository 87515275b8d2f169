"""A buyer comes back from PayPal or from the bank, approved or not."""

from __future__ import annotations

from typing import Any

import msgspec

from konnektive.sandbox import carts, one_click
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.approvals import added, no_longer
from konnektive.sandbox.call import Call
from konnektive.sandbox.carts import NO_PRODUCTS
from konnektive.sandbox.orders import accept
from konnektive.sandbox.state import Approval, Order

DENIED = "The customer did not approve the payment"


class Return(msgspec.Struct, frozen=True):
    """Where the browser goes next, and what it carries."""

    url: str
    order: dict[str, Any] | None = None
    """Posted as orderData where the workflow is direct (vendor); none where the browser simply goes there."""
    answered: Answered | None = None
    """What the CRM did, where it finished the sale itself."""


def come_back(call: Call, approval: Approval, approved: bool) -> Return:
    """The buyer decided. In the legacy workflow the sale still waits for Confirm PayPal."""
    if approval.state != "open":
        return Return(approval.returnUrl or "about:blank")
    approval.state = "approved" if approved else "cancelled"
    call.account.changed.add(("approval", approval.token))
    if approval.kind == "paypal":
        return Return(_legacy_url(approval, approved))
    if not approved:
        return Return(_error_url(approval, DENIED))
    return _finished(call, approval)


def _legacy_url(approval: Approval, approved: bool) -> str:
    if not approved:
        return added(approval.returnUrl, paypalCancel="1", token=approval.token)
    return added(approval.returnUrl, paypalAccept="1", token=approval.token, PayerID=approval.payerId)


def _error_url(approval: Approval, reason: str) -> str:
    return added(approval.errorUrl or approval.returnUrl, errorMsg=reason)


def _finished(call: Call, approval: Approval) -> Return:
    """The direct workflow: the CRM finishes the sale before the browser is back."""
    order = call.account.orders[approval.orderId]
    if problem := no_longer(order, approval):
        return Return(_error_url(approval, problem), answered=error(problem))
    resumed = Call(call.account, call.path, approval.upsale or approval.products, call.now, call.base_url)
    if approval.upsale:
        return _upsold(resumed, order, approval)
    campaign = call.account.campaigns.get(str(order.campaignId))
    lines = carts.lines(resumed, campaign) if campaign else error(NO_PRODUCTS)
    if isinstance(lines, Answered):
        return Return(_error_url(approval, str(lines.message)), answered=lines)
    approval.state = "used"
    answered = accept(resumed, order, lines)
    return Return(approval.returnUrl, answered.message, answered)


def _upsold(call: Call, order: Order, approval: Approval) -> Return:
    approval.state = "used"
    answered = one_click.charge(call, order)
    if answered.result == "ERROR":
        return Return(_error_url(approval, str(answered.message)), answered=answered)
    return Return(approval.returnUrl, answered.message, answered)


def take_as_approved(call: Call, order: Order | None) -> Answered | None:
    """A visit that goes on past a redirect has been to the bank: no client without a browser shows more."""
    approval = call.account.approvals.get(order.approval) if order and order.approval else None
    if approval is None or approval.state != "open" or approval.kind == "paypal":
        return None
    return come_back(call, approval, True).answered
