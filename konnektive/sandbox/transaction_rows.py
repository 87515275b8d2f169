"""transactions/query, transactions/summary and cbdata/query: the keys are those that client code reads."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from konnektive.sandbox import assumed
from konnektive.sandbox.account import Account
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.clock import DAY, date, stamp
from konnektive.sandbox.import_shape import ITEM
from konnektive.sandbox.money import decimal
from konnektive.sandbox.order_query import UTM
from konnektive.sandbox.people import CUSTOM, SOURCES
from konnektive.sandbox.queries import NOTHING, matching, paged, window, within
from konnektive.sandbox.state import Order, Transaction

IDS = ("orderId", "purchaseId", "customerId", "transactionId")


def query_transactions(call: Call) -> Answered:
    """What the gateway did, approved and declined."""
    found = within(call, call.account.transactions.values(), lambda one: one.created, unless=IDS)
    if isinstance(found, Answered):
        return found
    rows = [one for one in found if _passes(call, one)]
    return marked(paged(call, rows, lambda one: transaction_row(call.account, one), "transactions"))


def query_chargebacks(call: Call) -> Answered:
    """cbdata/query: what was charged back."""
    found = within(call, call.account.transactions.values(), lambda one: one.chargebackDate, unless=IDS)
    if isinstance(found, Answered):
        return found
    rows = [one for one in found if one.isChargedback and _passes(call, one)]
    return marked(paged(call, rows, lambda one: transaction_row(call.account, one), "chargebacks"))


def marked(answered: Answered) -> Answered:
    """The rows' keys were read from client code, not recorded."""
    if answered.result == "SUCCESS":
        answered.notes += (assumed.ROWS.note,)
    return answered


def _passes(call: Call, one: Transaction) -> bool:
    card = one.card
    own = (
        ("transactionId", one.transactionId),
        ("orderId", one.orderId),
        ("customerId", one.customerId),
        ("campaignId", one.campaignId),
        ("txnType", one.txnType),
        ("responseType", one.responseType),
        ("paySource", one.paySource),
        ("merchantTxnId", one.merchantTxnId),
        ("isChargedback", one.isChargedback),
        ("cardLast4", card.cardLast4 if card else ""),
        ("cardBin", card.cardBin if card else ""),
        ("affId", call.account.orders[one.orderId].fields.get("affId", "")),
    )
    purchase = call.given("purchaseId")
    return (not purchase or purchase in one.purchaseIds) and all(matching(call, *pair) for pair in own)


def transaction_row(account: Account, one: Transaction) -> dict[str, Any]:
    """One row of `data`."""
    order = account.orders[one.orderId]
    return _charge(one, order) | _paid_by(one) | _came_from(order)


def _charge(one: Transaction, order: Order) -> dict[str, Any]:
    return {
        "transactionId": one.transactionId,
        "parentTxnId": one.parentTxnId or None,
        "dateCreated": stamp(one.created),
        "txnType": one.txnType,
        "responseType": one.responseType,
        "responseText": one.responseText,
        "merchantTxnId": one.merchantTxnId,
        "clientTxnId": one.merchantTxnId,
        "authCode": one.merchantTxnId if one.responseType == "SUCCESS" else None,
        "avsResponse": None,
        "cvvResponse": None,
        "totalAmount": decimal(one.amount),
        "surcharge": None,
        "orderId": one.orderId,
        "actualOrderId": order.actualOrderId,
        "orderType": one.orderType,
        "billingCycleNumber": str(one.billingCycleNumber),
        "recycleNumber": str(one.recycleNumber),
        "campaignId": one.campaignId,
        "customerId": one.customerId,
        "isChargedback": one.isChargedback,
        "chargebackDate": stamp(one.chargebackDate) if one.chargebackDate else None,
        "chargebackReasonCode": one.chargebackReason or None,
        "refundReason": one.refundReason or None,
        "currencyCode": order.currency,
        "merchantId": ITEM["merchantId"],
        "merchantDescriptor": ITEM["descriptor"],
    }


def _paid_by(one: Transaction) -> dict[str, Any]:
    card = one.card
    return {
        "paySource": one.paySource,
        "cardType": card.cardType if card else None,
        "cardBin": card.cardBin if card else None,
        "cardLast4": card.cardLast4 if card else None,
    }


def _came_from(order: Order) -> dict[str, Any]:
    return {name: order.fields.get(name) for name in ("affId", *SOURCES, *UTM, *CUSTOM)}


REPORTS = ("date", "campaign", "affiliate")


def summarise(call: Call) -> Answered:
    """transactions/summary: a list without pages, one row a day, campaign or affiliate."""
    if problems := required(call, "reportType"):
        return error(problems)
    if call.given("reportType") not in REPORTS:
        return assumed.choice("reportType", REPORTS)
    days = window(call)
    if isinstance(days, Answered):
        return days
    groups: dict[str | int, list[Transaction]] = defaultdict(list)
    for one in call.account.transactions.values():
        if days[0] <= one.created < days[1] and matching(call, "campaignId", one.campaignId):
            groups[_group(call, one)].append(one)
    if not groups:
        return error(NOTHING.format("transactions"))
    name = {"date": "date", "campaign": "campaignId", "affiliate": "affId"}[call.given("reportType")]
    return success([{name: key} | _sums(rows) for key, rows in sorted(groups.items())], assumed.ROWS.note)


def _group(call: Call, one: Transaction) -> str | int:
    if call.given("reportType") == "campaign":
        return one.campaignId
    if call.given("reportType") == "affiliate":
        return call.account.orders[one.orderId].fields.get("affId", "")
    return date(one.created // DAY)


def _sums(rows: list[Transaction]) -> dict[str, Any]:
    good = [one for one in rows if one.responseType == "SUCCESS"]
    charged = [one for one in good if one.txnType in ("SALE", "CAPTURE")]
    sales = [one for one in charged if one.orderType == "NEW_SALE"]
    rebills = [one for one in charged if one.orderType == "RECURRING"]
    refunds = [one for one in good if one.txnType == "REFUND"]
    gross, back = sum(one.amount for one in charged), sum(one.amount for one in refunds)
    return {
        "newSaleCnt": len(sales),
        "newSaleRev": decimal(sum(one.amount for one in sales)),
        "rebillCnt": len(rebills),
        "rebillRev": decimal(sum(one.amount for one in rebills)),
        "declinesCnt": len(rows) - len(good),
        "refundCnt": len(refunds),
        "refundRev": decimal(back),
        "chargebackCnt": sum(one.isChargedback for one in rows),
        "grossRevenue": decimal(gross),
        "netRevenue": decimal(gross - back),
    }
