"""A card checked without a charge, and orders held for review."""

from __future__ import annotations

from konnektive.sandbox import assumed, cards, payments, sales
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.refunds import stop

PREAUTHORISED = "Card is preauthorized"
APPROVED = "Order QA Approved"
ACTION_REQUIRED = "action is a required value"
ACTIONS = ("APPROVE", "DECLINE")


def preauth(call: Call) -> Answered:
    """A sentence (recorded). The card is then settled by order/import with products and without a card."""
    order = call.order()
    customer_id = order.customerId if order else number(call.given("customerId"))
    customer = call.account.customers.get(customer_id)
    if customer is None:
        return error("Customer not found")
    if problems := payments.card_problems(call):
        return Answered("ERROR", problems, notes=(assumed.NO_CARD.note,))
    postal_code = call.given("postalCode") or customer.fields.get("postalCode", "")
    said = cards.ruling(payments.card_number(call), call.given("cardSecurityCode"), postal_code)
    if said.outcome == "declined":
        return Answered("ERROR", payments.DECLINED + said.text, delay=said.delay)
    card = payments.card_sent(call)
    customer.card, customer.paySource = card, "CREDITCARD"
    call.account.changed.add(("customer", customer.customerId))
    if order and order.orderStatus in ("PARTIAL", "DECLINED"):
        order.card, order.paySource = card, "CREDITCARD"
        call.account.touch(order, call.now)
    return Answered("SUCCESS", PREAUTHORISED, delay=said.delay)


def review(call: Call) -> Answered:
    """order/qa: approve what forceQA held, or decline it."""
    action = call.given("action")
    if not action:
        return error(ACTION_REQUIRED)
    if action not in ACTIONS:
        return error({"action": "Not a valid input. Must be in: 'APPROVE', 'DECLINE'"})
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    if order.reviewStatus != "PENDING" or order.orderStatus != "PENDING":
        return assumed.NOT_PENDING.error()
    if action == "DECLINE":
        return _decline(call)
    order.orderStatus, order.reviewStatus = "COMPLETE", "APPROVED"
    sales.settle(call, order)
    answered = success(APPROVED)
    answered.revenue, answered.sold = order.paid, "order"
    return answered


def _decline(call: Call) -> Answered:
    order = call.account.orders[call.given("orderId")]
    order.orderStatus, order.reviewStatus = "DECLINED", "DECLINED"
    for purchase in call.account.purchases_of(order):
        stop(call, purchase.purchaseId, "")
    sales.void(call, order)
    call.account.touch(order, call.now)
    return success(assumed.QA_DECLINED.answer, assumed.QA_DECLINED.note)
