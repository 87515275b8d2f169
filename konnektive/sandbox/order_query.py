"""order/query: pages of orders, whose items are an object and whose items' prices are numbers (recorded)."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox.account import Account
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.call import Call
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.money import decimal
from konnektive.sandbox.order_answer import describe, next_bill_date
from konnektive.sandbox.people import KEPT
from konnektive.sandbox.queries import matching, paged, within
from konnektive.sandbox.query_shape import ROW, ROW_FULFILLMENT, ROW_FULFILLMENT_ITEM, ROW_ITEM
from konnektive.sandbox.state import Fulfillment, Item, Order

UTM = ("UTMSource", "UTMMedium", "UTMCampaign", "UTMTerm", "UTMContent")
SHOWN = tuple(name for name in (*KEPT, *UTM) if name in ROW)
FIELD_FILTERS = ("firstName", "lastName", "emailAddress", "phoneNumber", "ipAddress", *UTM)


def query_orders(call: Call) -> Answered:
    """The orders asked for by id or by days."""
    by_update = call.given("dateRangeType") == "dateUpdated"
    found = within(
        call, _named(call), lambda order: order.updated if by_update else order.created, unless=("orderId",)
    )
    if isinstance(found, Answered):
        return found
    rows = [order for order in found if _passes(call, order)]
    return paged(call, rows, lambda order: order_row(call.account, order), "orders")


def _named(call: Call) -> list[Order]:
    if not call.given("orderId"):
        return list(call.account.orders.values())
    order = call.order()
    return [order] if order else []


def _passes(call: Call, order: Order) -> bool:
    own = (
        ("orderStatus", order.orderStatus),
        ("orderType", "NEW_SALE"),
        ("campaignId", order.campaignId),
        ("customerId", order.customerId),
    )
    held = order.fields
    return all(matching(call, name, value) for name, value in own) and all(
        matching(call, name, held.get(name)) for name in FIELD_FILTERS
    )


def order_row(account: Account, order: Order) -> dict[str, Any]:
    """One row of `data`."""
    row = ROW.copy()
    describe(row, account, order, SHOWN)
    row["actualOrderId"] = order.actualOrderId
    row["clientOrderId"] = order.orderId
    row["dateUpdated"] = stamp(order.updated)
    row["totalAmount"] = decimal(order.total)
    row["refundRemaining"] = decimal(order.refundable)
    row["price"] = decimal(sum(one.price for one in order.standing))
    row["baseShipping"] = decimal(sum(one.shipping for one in order.standing))
    row["salesTax"] = decimal(sum(one.tax for one in order.standing))
    row["discountPrice"] = row["totalDiscount"] = decimal(order.discount)
    row["hasUpsell"] = order.hasUpsell
    if order.card:
        row["cardExpiryDate"] = _expiry(order.card.month, order.card.year)
    row["items"] = {str(one.productId): _item(account, one) for one in order.standing}
    row["fulfillments"] = [fulfillment_entry(account, one) for one in account.fulfillments_of(order.orderId)]
    return row


def _expiry(month: str, year: str) -> str:
    """`2030-12-31 23:59:59` of 12 and 2030, as recorded."""
    if not (month.isdecimal() and year.isdecimal() and 1 <= int(month) <= 12):
        return ""
    last = {2: 29 if int(year) % 4 == 0 else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(int(month), 31)
    return f"{year}-{int(month):02d}-{last} 23:59:59"


def _item(account: Account, item: Item) -> dict[str, Any]:
    purchase = account.purchases[item.purchaseId]
    name = f"({item.catalogueId}) {item.name}"
    return ROW_ITEM | {
        "productId": item.productId,
        "transactionItemId": str(item.transactionItemId),
        "name": name,
        "qty": item.qty,
        "shipping": number(item.shipping),
        "price": number(item.price),
        "purchaseId": item.purchaseId,
        "purchaseStatus": purchase.status,
        "txnType": item.txnType,
        "nextBillDate": next_bill_date(purchase),
        "productType": item.productType,
        "orderItemId": item.orderItemId,
        "currentProduct": name,
        "currentPrice": decimal(item.price),
        "currentProductId": str(item.productId),
        "actualProductId": str(item.catalogueId),
        "currentQty": str(item.qty),
        "cancellationScheduled": int(purchase.cancelAfterNextBill),
        "salesTax": number(item.tax),
        "productSku": item.sku,
        "replacedByOrderItemId": item.replaced,
    }


def number(amount: int) -> int | float:
    """Cents as the JSON number that the recorded row has: 0 for nothing, 0.3 for 30."""
    return amount // 100 if amount % 100 == 0 else amount / 100


def fulfillment_entry(account: Account, one: Fulfillment) -> dict[str, Any]:
    """One entry of `fulfillments`."""
    return ROW_FULFILLMENT | {
        "fulfillmentId": one.fulfillmentId,
        "clientFulfillmentId": one.clientFulfillmentId,
        "trackingNumber": one.trackingNumber or None,
        "dateShipped": one.dateShipped or None,
        "shipCarrier": one.shipCarrier or None,
        "shipMethod": one.shipMethod or None,
        "status": one.status,
        "dateReturned": one.dateReturned or None,
        "rmaNumber": one.rmaNumber or None,
        "items": [_sent_item(account, one, number, key) for number, key in one.items],
        "dateCreated": stamp(one.created),
    }


def _sent_item(account: Account, one: Fulfillment, item_number: int, purchase_id: str) -> dict[str, Any]:
    item = next(item for item in account.orders[one.orderId].items if item.purchaseId == purchase_id)
    return ROW_FULFILLMENT_ITEM | {
        "fulfillmentItemId": str(item_number),
        "name": item.name,
        "sku": item.sku,
        "purchaseId": purchase_id,
        "qty": str(item.qty),
        "status": one.status,
        "productId": str(item.productId),
        "shipping": decimal(item.shipping),
        "price": decimal(item.price),
        "salesTax": decimal(item.tax),
    }
