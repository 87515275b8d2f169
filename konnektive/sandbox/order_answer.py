"""The order object that import answers carry: keys, order and JSON types as recorded."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox.account import Account
from konnektive.sandbox.clock import date, stamp
from konnektive.sandbox.import_shape import ITEM, ORDER
from konnektive.sandbox.money import decimal
from konnektive.sandbox.people import KEPT
from konnektive.sandbox.state import Item, Order, Purchase

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "$", "AUD": "$"}
SHOWN = tuple(name for name in KEPT if name in ORDER)


def order_answer(account: Account, order: Order) -> dict[str, Any]:
    """`message` of order/import, upsale/import and confirmPaypal."""
    answer = ORDER.copy()
    describe(answer, account, order, SHOWN)
    _pay(answer, order)
    _sum(answer, order)
    answer["items"] = [item_answer(account, one) for one in order.standing]
    answer["paypalUrl"] = order.paypalUrl or None
    return answer


def describe(answer: dict[str, Any], account: Account, order: Order, names: tuple[str, ...]) -> None:
    """Who bought what where: the part that import answers and queries share."""
    held = order.fields
    for name in names:
        if name in held:
            answer[name] = held[name]
    campaign = account.campaigns.get(str(order.campaignId))
    answer["orderId"] = order.orderId
    answer["dateCreated"] = stamp(order.created)
    answer["orderStatus"] = order.orderStatus
    answer["reviewStatus"] = order.reviewStatus or None
    answer["campaignName"] = campaign.campaignName if campaign else None
    answer["customerId"] = order.customerId
    answer["campaignId"] = order.campaignId
    answer["name"] = f"{held.get('firstName', '')} {held.get('lastName', '')}".strip()
    answer["currencySymbol"] = SYMBOLS.get(order.currency, order.currency)
    answer["currencyCode"] = order.currency
    answer["couponCode"] = order.couponCode or None
    if order.card:
        answer["cardType"] = order.card.cardType
        answer["cardLast4"] = order.card.cardLast4
    answer["paySource"] = order.paySource or None


def _pay(answer: dict[str, Any], order: Order) -> None:
    if order.card:
        answer["cardBin"] = order.card.cardBin
        answer["cardExpiryDate"] = f"{order.card.month}/{order.card.year[-2:]}"
    answer["merchantTxnId"] = order.merchantTxnId or None
    answer["baseCurrencyCode"] = order.currency
    answer["baseCurrencySymbol"] = answer["currencySymbol"]
    is_paid = order.paid or order.orderStatus == "COMPLETE"
    answer["amountPaid"] = decimal(order.paid) if is_paid else None


def _sum(answer: dict[str, Any], order: Order) -> None:
    answer["basePrice"] = answer["subTotal"] = decimal(sum(one.price for one in order.standing))
    answer["baseShipping"] = answer["shipTotal"] = decimal(sum(one.shipping for one in order.standing))
    answer["salesTax"] = answer["taxTotal"] = decimal(sum(one.tax for one in order.standing))
    answer["discountPrice"] = answer["totalDiscount"] = decimal(order.discount)
    answer["orderValue"] = answer["totalAmount"] = decimal(order.total)
    answer["totalRefundRemaining"] = decimal(order.refundable)


def item_answer(account: Account, item: Item) -> dict[str, Any]:
    """One entry of `items`."""
    purchase = account.purchases[item.purchaseId]
    answer = ITEM.copy()
    answer["productId"] = str(item.productId)
    answer["name"] = f"({item.catalogueId}) {item.name}"
    answer["qty"] = answer["productQty"] = str(item.qty)
    answer["productSku"] = item.sku
    answer["actualProductId"] = str(item.catalogueId)
    answer["replacedByOrderItemId"] = item.replaced
    answer["shipping"] = decimal(item.shipping)
    answer["price"] = decimal(item.price)
    answer["initialSalesTax"] = decimal(item.tax)
    answer["purchaseId"] = item.purchaseId
    answer["refundRemaining"] = decimal(item.total - item.refunded)
    answer["merchantTxnId"] = item.merchantTxnId
    answer["txnType"] = item.txnType
    _bill(answer, purchase)
    return answer


def _bill(answer: dict[str, Any], purchase: Purchase) -> None:
    """How a product bills again, in the item's words."""
    answer["purchaseStatus"] = purchase.status
    answer["billingCycleType"] = purchase.billingCycleType
    answer["billingCycleNumber"] = str(purchase.billingCycleNumber)
    answer["regularPrice"] = decimal(purchase.price)
    answer["nextBillDate"] = next_bill_date(purchase)
    answer["finalBillingCycle"] = str(purchase.finalBillingCycle or "")
    answer["cancellationScheduled"] = "1" if purchase.cancelAfterNextBill else "0"
    if purchase.billingCycleType == "RECURRING":
        answer["cycle1_billDelay"] = str(purchase.firstDelayDays or purchase.billingIntervalDays)
    if purchase.isTrial:
        answer["trialEnabled"] = "1"
        answer["cycle2_price"] = decimal(purchase.price)


def next_bill_date(purchase: Purchase) -> str:
    """`2026-10-16`, or nothing while it does not bill again."""
    return date(purchase.nextBillDay) if purchase.nextBillDay and purchase.status == "ACTIVE" else ""
