"""An upsale is carried out: one more product on an accepted order, charged to what paid the order."""

from __future__ import annotations

from konnektive.sandbox import carts, sales
from konnektive.sandbox.amounts import LARGEST, too_much
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.carts import NO_PRODUCTS, Line
from konnektive.sandbox.order_answer import order_answer
from konnektive.sandbox.refunds import stop
from konnektive.sandbox.state import Order

ACCEPTED = ("COMPLETE", "PENDING", "COD_PENDING")
"""Orders that take an upsale."""
ALREADY_TAKEN = "This upsale was already taken."
NAMES = {"qty": "productQty", "price": "productPrice", "shipPrice": "productShipPrice"}
"""How Import Upsale spells what belongs to its product."""


def wanted(call: Call, order: Order) -> Line | Answered:
    """The product that the call asks for, or why it can not be had."""
    line = _line(call, order)
    if isinstance(line, Answered):
        return line
    if order.total + line.total > LARGEST:
        return too_much()
    if any(one.productId == line.product.campaignProductId for one in order.standing):
        return error(ALREADY_TAKEN)
    return line


def charge(call: Call, order: Order) -> Answered:
    """The order with one item more; the same product a second time is refused."""
    line = wanted(call, order)
    if isinstance(line, Answered):
        return line
    held = order.orderStatus == "PENDING"
    transaction = sales.place(call, order, [line], held=held)
    order.hasUpsell, order.paypalUrl = True, ""
    order.items[-1].productType = "UPSALE"
    _replace(call, order)
    answered = success(order_answer(call.account, order))
    if not held:
        answered.revenue, answered.sold = transaction.amount, "upsale"
    return answered


def _line(call: Call, order: Order) -> Line | Answered:
    campaign = sales.campaign_of(call, order)
    if campaign is None:
        return error(NO_PRODUCTS)
    if not call.given("productId"):
        found = carts.lines(call, campaign)
        return found if isinstance(found, Answered) else found[0]
    product = campaign.product(number(call.given("productId")))
    if product is None:
        return error(NO_PRODUCTS)
    return carts.line(campaign, product, {ours: call.given(sent) for ours, sent in NAMES.items()}, NAMES)


def _replace(call: Call, order: Order) -> None:
    """replaceProductId: the new item takes an earlier one's place; the earlier one stops billing."""
    replaced = number(call.given("replaceProductId"))
    for item in order.standing[:-1]:
        if replaced and item.productId == replaced:
            item.replaced = str(order.items[-1].orderItemId)
            stop(call, item.purchaseId, "Replaced")
