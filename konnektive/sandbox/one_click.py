"""An upsale is carried out: one more product on an accepted order, charged to what paid the order."""

from __future__ import annotations

from konnektive.sandbox import carts, sales
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.carts import Line
from konnektive.sandbox.order_answer import order_answer
from konnektive.sandbox.state import Order

ALREADY_TAKEN = "This upsale was already taken."
NO_PRODUCTS = "No products exist in the order"


def wanted(call: Call, order: Order) -> Line | Answered:
    """The product that the call asks for, or why it can not be had."""
    line = _line(call, order)
    if line is None:
        return error(NO_PRODUCTS)
    if any(one.productId == line.product.campaignProductId for one in order.items):
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


def _line(call: Call, order: Order) -> Line | None:
    campaign = sales.campaign_of(call, order)
    if campaign is None:
        return None
    if not call.given("productId"):
        return next(iter(carts.lines(call, campaign)), None)
    product = campaign.product(number(call.given("productId")))
    if product is None:
        return None
    names = {"qty": "productQty", "price": "productPrice", "shipPrice": "productShipPrice"}
    return carts.line(campaign, product, {ours: call.given(theirs) for ours, theirs in names.items()})


def _replace(call: Call, order: Order) -> None:
    """replaceProductId: the new item takes an earlier one's place; the earlier one stops billing."""
    replaced = number(call.given("replaceProductId"))
    for item in order.items[:-1]:
        if replaced and item.productId == replaced:
            item.replaced = str(order.items[-1].orderItemId)
            purchase = call.account.purchases[item.purchaseId]
            purchase.status, purchase.cancelReason = "CANCELLED", "Replaced"
            call.account.changed.add(("purchase", purchase.purchaseId))
