"""Buyers who are sent to PayPal or to their bank, and what happens when they come back."""

from __future__ import annotations

from urllib.parse import urlencode

from konnektive.sandbox.answered import Answered, redirect, success
from konnektive.sandbox.call import Call
from konnektive.sandbox.carts import named
from konnektive.sandbox.one_click import ACCEPTED
from konnektive.sandbox.order_answer import order_answer
from konnektive.sandbox.state import Approval, Order

PAGES = {"paypal": "checkout/paypal", "paypal-direct": "checkout/paypal", "3ds": "checkout/3ds"}
"""Where the sandbox's own pages stand, below its base URL."""


def send_on(call: Call, order: Order, kind: str, *, for_upsale: bool = False) -> Answered:
    """PayPal's legacy workflow answers SUCCESS with paypalUrl (vendor); the others MERC_REDIRECT with url."""
    asked = named(call.params)
    account = call.account
    if not for_upsale:
        _close_older(call, order)
    approval = Approval(
        account.ids.token(),
        order.orderId,
        kind,
        account.ids.payer(),
        call.given("redirectsTo") or call.given("salesUrl") or order.fields.get("salesUrl", ""),
        call.given("errorRedirectsTo") or call.given("salesUrl"),
        upsale=asked if for_upsale else {},
        products={} if for_upsale else asked,
    )
    account.add_approval(approval)
    order.approval = approval.token
    url = f"{call.base_url}/{PAGES[kind]}?" + urlencode({"token": approval.token})
    account.touch(order, call.now)
    if kind != "paypal":
        return redirect(url)
    order.paypalUrl = url
    return success(order_answer(account, order))


def _close_older(call: Call, order: Order) -> None:
    """The buyer pays once: the way that an earlier attempt opened leads nowhere any more."""
    older = call.account.approvals.get(order.approval)
    if older and older.state != "used":
        older.state = "used"
        call.account.changed.add(("approval", older.token))


def no_longer(order: Order, approval: Approval) -> str:
    """Why what the buyer approved can not be charged any more, as a sentence; empty where it can."""
    takes = ACCEPTED if approval.upsale else ("PARTIAL", "DECLINED")
    return "" if order.orderStatus in takes else f"Order {order.orderId} is {order.orderStatus}."


def added(url: str, **values: str) -> str:
    """The URL with these parameters added to its own."""
    address, mark, fragment = url.partition("#")
    return address + ("&" if "?" in address else "?") + urlencode(values) + mark + fragment
