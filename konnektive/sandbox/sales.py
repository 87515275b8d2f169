"""A sale takes place: items, purchases, the transaction and what has to be sent out."""

from __future__ import annotations

from itertools import accumulate, pairwise

import msgspec

from konnektive.sandbox.call import Call
from konnektive.sandbox.carts import Line
from konnektive.sandbox.catalogue import Campaign, Coupon
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.money import cents
from konnektive.sandbox.state import Fulfillment, Item, Order, Purchase, Transaction


def place(call: Call, order: Order, lines: list[Line], *, held: bool = False) -> Transaction:
    """Charge these products to the order, or only authorise them while it is held for review."""
    merchant_txn = call.account.ids.digits()
    items = [_item(call, order, one, merchant_txn, held) for one in lines]
    order.items.extend(items)
    amount = sum(one.total for one in items)
    transaction = charged(call, order, amount, "AUTHORIZE" if held else "SALE", merchant_txn)
    transaction.purchaseIds = [one.purchaseId for one in items]
    if not order.merchantTxnId:
        order.merchantTxnId = merchant_txn
    if not held:
        order.paid += amount
        _send_out(call, order, items)
    call.account.touch(order, call.now)
    return transaction


def charged(call: Call, order: Order, amount: int, txn_type: str, merchant_txn: str) -> Transaction:
    """A transaction of the order that the gateway approved."""
    transaction = Transaction(
        call.account.number("transactionId"),
        order.orderId,
        order.customerId,
        order.campaignId,
        call.now,
        txn_type,
        amount,
        merchantTxnId=merchant_txn,
        paySource=order.paySource,
        card=order.card,
    )
    call.account.add_transaction(transaction)
    return transaction


def declined(call: Call, order: Order, amount: int, text: str, response_type: str) -> None:
    """The gateway refused: the order is DECLINED and the attempt is kept."""
    transaction = charged(call, order, amount, "SALE", call.account.ids.digits())
    transaction.responseType, transaction.responseText = response_type, text
    order.orderStatus = "DECLINED"
    call.account.touch(order, call.now)


def discounted(coupon: Coupon | None, lines: list[Line]) -> list[Line]:
    """The products with what a coupon takes off, spread by their prices to the cent; never below zero."""
    price = sum(one.price for one in lines)
    if coupon is None or not price:
        return lines
    off = min(price, cents(coupon.amount) + price * coupon.percent // 100)
    ends = [off * so_far // price for so_far in accumulate(one.price for one in lines)]
    parts = [end - start for start, end in pairwise([0, *ends])]
    return [msgspec.structs.replace(one, discount=part) for one, part in zip(lines, parts, strict=True)]


def campaign_of(call: Call, order: Order) -> Campaign | None:
    """The campaign that sold the order, unless the catalogue no longer has it."""
    return call.account.campaigns.get(str(order.campaignId))


def _item(call: Call, order: Order, sold: Line, merchant_txn: str, held: bool) -> Item:
    account, product = call.account, sold.product
    item = Item(
        product.campaignProductId,
        product.catalogue_id,
        product.productName,
        sold.qty,
        sold.price,
        sold.shipping,
        sold.tax,
        account.ids.order(),
        account.number("orderItemId"),
        account.number("transactionItemId"),
        merchant_txn,
        "AUTHORIZE" if held else "SALE",
        product.productType,
        product.productSku,
        discount=sold.discount,
        isShippable=product.isShippable,
    )
    account.add_purchase(_purchase(call, order, sold, item, held))
    return item


def _purchase(call: Call, order: Order, sold: Line, item: Item, held: bool) -> Purchase:
    product = sold.product
    recurring = product.billingCycleType == "RECURRING"
    first = product.trialDays or product.billingIntervalDays
    return Purchase(
        item.purchaseId,
        order.orderId,
        order.customerId,
        order.campaignId,
        item.productId,
        item.catalogueId,
        item.name,
        call.now,
        call.now,
        # A price that the call named holds for later cycles too, unless the product has its own.
        price=cents(product.regularPrice) * sold.qty if product.regularPrice else sold.price,
        shippingPrice=sold.shipping,
        qty=sold.qty,
        status="PENDING" if held else "ACTIVE",
        billingCycleType=product.billingCycleType,
        billingIntervalDays=product.billingIntervalDays if recurring else 0,
        firstDelayDays=product.trialDays,
        isTrial=bool(product.trialDays),
        nextBillDay=call.now // DAY + first if recurring and product.finalBillingCycle != 1 else 0,
        finalBillingCycle=product.finalBillingCycle,
        totalBilled=0 if held else item.total,
    )


def settle(call: Call, order: Order) -> None:
    """A held order is approved: what was authorised is captured."""
    items = [one for one in order.items if one.txnType == "AUTHORIZE"]
    for item in items:
        item.txnType = "CAPTURE"
        purchase = call.account.purchases[item.purchaseId]
        purchase.status = "ACTIVE" if purchase.status == "PENDING" else purchase.status
        purchase.totalBilled += item.total
        call.account.changed.add(("purchase", purchase.purchaseId))
    amount = sum(one.total for one in items)
    captured = charged(call, order, amount, "CAPTURE", order.merchantTxnId)
    captured.purchaseIds = [one.purchaseId for one in items]
    order.paid += amount
    _send_out(call, order, items)
    call.account.touch(order, call.now)


def void(call: Call, order: Order) -> None:
    """A held order is declined: what was authorised is given up, and a later attempt starts anew."""
    items = [one for one in order.items if one.txnType == "AUTHORIZE"]
    voided = charged(call, order, sum(one.total for one in items), "VOID", order.merchantTxnId)
    voided.purchaseIds = [one.purchaseId for one in items]
    for item in items:
        item.txnType = "VOID"
    order.merchantTxnId, order.hasUpsell = "", False


def _send_out(call: Call, order: Order, items: list[Item]) -> None:
    account = call.account
    entries = [(account.number("fulfillmentItemId"), one.purchaseId) for one in items if one.isShippable]
    if not entries:
        return
    number, own = account.number("fulfillmentId"), account.ids.order()
    account.add_fulfillment(Fulfillment(number, own, order.orderId, call.now, items=entries))
