"""Money back: of an order, a purchase or a transaction, in whole or in part, by hand or by a chargeback."""

from __future__ import annotations

from konnektive.sandbox import assumed
from konnektive.sandbox.amounts import amount
from konnektive.sandbox.answered import Answered, success
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.state import Item, Order, Transaction


def refund_order(call: Call) -> Answered:
    """order/refund."""
    if not call.given("orderId"):
        return Answered("ERROR", required(call, "orderId"))
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    return _refund(call, order, _charges(call, order), left(order))


def refund_purchase(call: Call) -> Answered:
    """purchase/refund."""
    purchase = call.account.purchases.get(call.given("purchaseId"))
    if purchase is None:
        return assumed.UNKNOWN_PURCHASE.error()
    order = call.account.orders[purchase.orderId]
    charges = [one for one in _charges(call, order) if purchase.purchaseId in one.purchaseIds]
    charged = sum(one.amount - one.refunded for one in charges)
    remaining = min(purchase.totalBilled - purchase.totalRefunded, charged, left(order))
    return _refund(call, order, charges, remaining, purchase.purchaseId)


def refund_transaction(call: Call) -> Answered:
    """transactions/refund."""
    charge = call.account.transactions.get(number(call.given("transactionId")))
    if charge is None or charge not in _charges(call, call.account.orders[charge.orderId]):
        return assumed.UNKNOWN_TRANSACTION.error()
    order = call.account.orders[charge.orderId]
    answered = _refund(call, order, [charge], charge.amount - charge.refunded)
    if answered.result == "SUCCESS" and call.flag("cancelPurchase"):
        for key in charge.purchaseIds:
            stop(call, key, "Refunded")
    return answered


def charge_back(call: Call) -> Answered:
    """transactions/update with isChargedback=1: the buyer's bank took the money back."""
    charge = call.account.transactions.get(number(call.given("transactionId")))
    if charge is None:
        return assumed.UNKNOWN_TRANSACTION.error()
    order = call.account.orders[charge.orderId]
    if call.flag("isChargedback") and charge not in _charges(call, order):
        return assumed.UNKNOWN_TRANSACTION.error()
    if call.flag("isChargedback") and not charge.isChargedback:
        wanted = _given(call, "chargebackAmount")
        if isinstance(wanted, Answered):
            return wanted
        left_of_it = charge.amount - charge.refunded
        charge.isChargedback, charge.chargebackDate = 1, call.now
        charge.chargebackReason = call.given("chargebackReasonCode")
        pay_back(call, order, [charge], min(wanted or left_of_it, left_of_it), "Chargeback")
        for key in charge.purchaseIds:
            stop(call, key, "Chargeback")
    call.account.changed.add(("transaction", charge.transactionId))
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def left(order: Order) -> int:
    """Cents of an order that can still go back."""
    return order.paid - order.refunded


def _charges(call: Call, order: Order) -> list[Transaction]:
    """The transactions that took money: an approved sale, or what a review captured."""
    taken = ("SALE", "CAPTURE")
    return [
        one
        for one in call.account.transactions_of(order.orderId)
        if one.txnType in taken and one.responseType == "SUCCESS"
    ]


def _refund(
    call: Call, order: Order, charges: list[Transaction], remaining: int, purchase_id: str = ""
) -> Answered:
    wanted = _given(call, "refundAmount")
    if isinstance(wanted, Answered):
        return wanted
    if call.flag("fullRefund"):
        wanted = remaining
    elif not wanted:
        return assumed.NOTHING_TO_REFUND.error()
    if not 0 < wanted <= remaining:
        return assumed.TOO_MUCH.error()
    pay_back(call, order, charges, wanted, call.given("refundReason") or "Refund", purchase_id)
    return success(assumed.REFUNDED.answer, assumed.REFUNDED.note)


def _given(call: Call, name: str) -> int | Answered:
    """Cents of an amount that may be left out; 0 where it is."""
    return amount(name, call.given(name)) if call.given(name) else 0


def pay_back(
    call: Call, order: Order, charges: list[Transaction], cents: int, reason: str, purchase_id: str = ""
) -> None:
    """Give back, oldest charge first; order, items, purchases and charges all know of it."""
    account = call.account
    for charge in charges:
        part = min(cents, charge.amount - charge.refunded)
        if part <= 0:
            continue
        cents -= part
        charge.refunded += part
        account.add_transaction(
            Transaction(
                account.number("transactionId"),
                order.orderId,
                order.customerId,
                order.campaignId,
                call.now,
                "REFUND",
                part,
                merchantTxnId=call.given("refundMerchantTxnId") or account.ids.digits(),
                paySource=charge.paySource,
                orderType=charge.orderType,
                parentTxnId=charge.transactionId,
                purchaseIds=charge.purchaseIds,
                card=charge.card,
                refundReason=reason,
            )
        )
        account.changed.add(("transaction", charge.transactionId))
        order.refunded += part
        _share(call, order, charge, part, purchase_id)
    if left(order) == 0:
        order.orderStatus = "REFUNDED"
    account.touch(order, call.now)


def _share(call: Call, order: Order, charge: Transaction, cents: int, purchase_id: str) -> None:
    """Spread a refund over what the charge paid for, first to last."""
    keys = [purchase_id] if purchase_id else charge.purchaseIds
    items: dict[str, Item] = {one.purchaseId: one for one in order.items}
    for key in keys or list(items):
        purchase = call.account.purchases[key]
        part = min(cents, purchase.totalBilled - purchase.totalRefunded)
        if part <= 0:
            continue
        cents -= part
        purchase.totalRefunded += part
        item = items[key]
        item.refunded = min(item.total, item.refunded + part)
        call.account.changed.add(("purchase", key))


def stop(call: Call, purchase_id: str, reason: str) -> None:
    """A purchase bills no more."""
    purchase = call.account.purchases[purchase_id]
    purchase.status, purchase.cancelReason, purchase.nextBillDay = "CANCELLED", reason, 0
    purchase.cancelDay, purchase.updated = call.now, call.now
    call.account.changed.add(("purchase", purchase_id))
