"""Import Order: turns the partial into a sale, a refusal, a review, or a buyer who is sent on."""

from __future__ import annotations

from konnektive.reference.person import SHIP_REQUIRED
from konnektive.sandbox import assumed, carts, payments, sales
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.approvals import send_on
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.carts import Line
from konnektive.sandbox.leads import campaign_refusal, merge, new_partial
from konnektive.sandbox.order_answer import order_answer
from konnektive.sandbox.people import fields
from konnektive.sandbox.state import Order


def import_order(call: Call) -> Answered:
    """The order as it became. A decline is a sentence and carries no orderId (recorded)."""
    if refusal := campaign_refusal(call):
        return refusal
    lines = carts.lines(call, call.account.campaigns[call.given("campaignId")])
    if isinstance(lines, Answered):
        return lines
    known = call.order()
    if problems := _ship_problems(call, known):
        return error(problems)
    if not _ships_to(call, known):
        return assumed.NO_SUCH_COUNTRY.error()
    if refusal := payments.pay_source_refusal(call) or _payment_refusal(call, known):
        return refusal
    order, notes = _order(call, known)
    if isinstance(order, Answered):
        return order
    answered = _charge(call, order, lines)
    answered.notes += notes
    return answered


def _ship_problems(call: Call, order: Order | None) -> dict[str, str]:
    """Shipping is asked for again, whatever the lead carried (recorded), unless it is the billing address."""
    if not call.flag("billShipSame"):
        return required(call, *SHIP_REQUIRED)
    held = (order.fields if order else {}) | fields(call)
    wanted = {one: one[4].lower() + one[5:] for one in SHIP_REQUIRED}
    return {one: "is a required field" for one, billed in wanted.items() if not held.get(billed)}


def _ships_to(call: Call, order: Order | None) -> bool:
    """Whether the campaign ships to where the order is to go; to anywhere where it names no countries."""
    countries = call.account.campaigns[call.given("campaignId")].countries
    held = (order.fields if order else {}) | fields(call)
    wanted = call.given("shipCountry") or held.get("country", "")
    return not countries or wanted.upper() in countries


def _payment_refusal(call: Call, order: Order | None) -> Answered | None:
    source = call.given("paySource")
    if source == "CREDITCARD" and not (order and order.card and not call.given("cardNumber")):
        problems = payments.card_problems(call)
        return Answered("ERROR", problems, notes=(assumed.NO_CARD.note,)) if problems else None
    if source == "ACCTONFILE":
        customer = call.account.customers.get(number(call.given("customerId")))
        if customer is None:
            return error("Customer not found")
        return None if customer.paySource else assumed.NO_CARD_ON_FILE.error()
    return None


def _order(call: Call, order: Order | None) -> tuple[Order | Answered, tuple[str, ...]]:
    """The order to charge: the partial that was named, or a new one."""
    sent = fields(call)
    if order and order.orderStatus in ("PARTIAL", "DECLINED"):
        merge(call, order, sent)
        return order, ()
    if order:
        told = f"Order {order.orderId} is {order.orderStatus} already: a second order was made and charged."
        return new_partial(call, order.fields | sent), (told, assumed.SECOND_ORDER.note)
    on_file = call.account.customers.get(number(call.given("customerId")))
    sent = (on_file.fields if on_file else {}) | sent
    if problems := [one for one in ("firstName", "lastName", "emailAddress") if not sent.get(one)]:
        refused = dict.fromkeys(problems, "is a required field")
        return Answered("ERROR", refused, notes=(assumed.NO_PERSON.note,)), ()
    unknown = call.given("orderId")[:40]
    notes = (f"orderId {unknown} was not given by this sandbox: a new order was made.",) if unknown else ()
    return new_partial(call, sent), notes


def _charge(call: Call, order: Order, lines: list[Line]) -> Answered:
    customer = call.account.customers[order.customerId]
    if refusal := payments.test_card_refusal(call, customer):
        return refusal
    order.paySource = call.given("paySource")
    order.couponCode = _coupon_code(call)
    lines = _discounted(call, order, lines)
    if order.paySource == "ACCTONFILE":
        order.card = customer.card
    elif call.given("cardNumber"):
        order.card = payments.card_sent(call)
    if order.paySource == "PAYPAL":
        return send_on(call, order, "paypal-direct" if call.given("redirectsTo") else "paypal")
    said = payments.ruling(call, order)
    if said.outcome == "declined":
        amount = sum(one.total for one in lines)
        sales.declined(call, order, amount, said.text, said.response_type)
        return Answered("ERROR", payments.DECLINED + said.text, delay=said.delay)
    if said.outcome == "redirect":
        return send_on(call, order, "3ds") if call.given("redirectsTo") else assumed.THREE_DS_NOWHERE.error()
    answered = accept(call, order, lines)
    answered.delay = said.delay
    return answered


def _coupon_code(call: Call) -> str:
    campaign = call.account.campaigns[call.given("campaignId")]
    coupon = campaign.coupon(call.given("couponCode")) if call.given("couponCode") else None
    return coupon.couponCode if coupon else ""


def _discounted(call: Call, order: Order, lines: list[Line]) -> list[Line]:
    """The products at what the order's coupon makes of their prices: these, whatever was asked for before."""
    campaign = sales.campaign_of(call, order)
    coupon = campaign.coupon(order.couponCode) if campaign and order.couponCode else None
    lines = sales.discounted(coupon, lines)
    order.discount = sum(one.discount for one in lines)
    return lines


def accept(call: Call, order: Order, lines: list[Line]) -> Answered:
    """The payment went through: the order is complete, or held where forceQA asked for it."""
    held = call.flag("forceQA")
    account = call.account
    sales.place(call, order, _discounted(call, order, lines), held=held)
    order.paypalUrl = ""
    if held:
        order.orderStatus = order.reviewStatus = "PENDING"
    else:
        order.orderStatus = "COD_PENDING" if order.paySource == "COD" else "COMPLETE"
    customer = account.customers[order.customerId]
    customer.card, customer.paySource = order.card or customer.card, order.paySource
    account.changed.add(("customer", customer.customerId))
    answered = success(order_answer(account, order))
    if not held:
        answered.revenue, answered.sold = order.paid, "order"
    return answered
