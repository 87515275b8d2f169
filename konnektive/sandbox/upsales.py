"""Import Upsale: one more product on an accepted order, charged to what paid the order."""

from __future__ import annotations

from konnektive.sandbox import assumed, carts, sales
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.carts import Line
from konnektive.sandbox.order_answer import order_answer
from konnektive.sandbox.orders import NO_PRODUCTS
from konnektive.sandbox.returning import take_as_approved
from konnektive.sandbox.state import Order

ALREADY_TAKEN = "This upsale was already taken."
ACCEPTED = ("COMPLETE", "PENDING", "COD_PENDING")


def import_upsale(call: Call) -> Answered:
    """The order with one item more; the same product a second time is refused."""
    if problems := required(call, "orderId"):
        return error(problems)
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    taken = take_as_approved(call, order)
    if order.orderStatus not in ACCEPTED:
        return assumed.NOT_ACCEPTED.error()
    line = _line(call, order)
    if line is None:
        return error(NO_PRODUCTS)
    if any(one.productId == line.product.campaignProductId for one in order.items):
        return error(ALREADY_TAKEN)
    held = order.orderStatus == "PENDING"
    transaction = sales.place(call, order, [line], held=held)
    order.hasUpsell = True
    order.items[-1].productType = "UPSALE"
    _replace(call, order)
    answered = success(order_answer(call.account, order))
    if not held:
        answered.revenue = transaction.amount + (taken.revenue if taken else 0)
        answered.sold = "upsale"
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
    wanted = number(call.given("replaceProductId"))
    for item in order.items[:-1]:
        if wanted and item.productId == wanted:
            item.replaced = str(order.items[-1].orderItemId)
            purchase = call.account.purchases[item.purchaseId]
            purchase.status, purchase.cancelReason = "CANCELLED", "Replaced"
            call.account.changed.add(("purchase", purchase.purchaseId))
