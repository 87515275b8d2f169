"""PPL: PayPal's legacy workflow, which needs Confirm PayPal, and the direct one, which does not."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.call import Call
from konnektive.audit.rule import FLOW, Rule, Seen, listed
from konnektive.audit.visit import Visit, goes_on
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_ORDER


def unconfirmed(visit: Visit) -> Iterator[Seen]:
    for order in visit.orders:
        if not order.answer.paypal_url or not order.answer.succeeded:
            continue
        went_on = any(goes_on(call) for call in visit.calls if call.number > order.number)
        confirmed = bool(visit.paypals) and visit.paypals[-1].number > order.number
        sold_later = max(visit.accepted, default=0) > order.number
        if went_on and not confirmed and not sold_later:
            what = "PayPal's address was answered, and the visit went on without Confirm PayPal."
            yield Seen(order, what, "paySource")


def needless_confirmation(visit: Visit) -> Iterator[Seen]:
    last: Call | None = None
    by_id: dict[str, Call] = {}
    for call in visit.calls:
        if call.endpoint is IMPORT_ORDER:
            last = call
            by_id |= {one: call for one in (call.order_id, call.answer.order_id) if one}
        elif call.endpoint is CONFIRM_PAYPAL:
            order = by_id.get(call.order_id, last)
            if order is not None and (why := _why_needless(order)):
                yield Seen(call, f"Confirm PayPal for {why}.")


def _why_needless(order: Call) -> str:
    if order.answer.result == "MERC_REDIRECT":
        return f"the order of call {order.number}, which was answered MERC_REDIRECT (direct workflow)"
    source = order.given("paySource").strip().upper()
    if source == "PAYPAL" or order.is_unread or (not source and order.answer.paypal_url):
        return ""
    return f"the order of call {order.number}, whose paySource is {source or 'not sent'}, not PAYPAL"


def no_token(visit: Visit) -> Iterator[Seen]:
    for call in visit.paypals:
        missing = [name for name in ("token", "payerId") if not call.given(name)]
        if missing and not call.is_unread:
            yield Seen(call, f"Confirm PayPal carries no {listed(missing)}.", missing[0])


PAYPAL_RULES = (
    Rule(
        "PPL-001",
        "error",
        unconfirmed,
        "PayPal order never confirmed",
        "The customer is shown success and nothing was paid: goods are promised for an order that is none.",
        "On the return from PayPal call Confirm PayPal with token and payerId before going on.",
        f"{FLOW}, Checkout Page: Call Confirm PayPal if paySource=PAYPAL with Legacy PayPal workflow; "
        "PayPal Commerce legacy (vendor help).",
        of=(IMPORT_ORDER,),
        needs=(IMPORT_ORDER,),
    ),
    Rule(
        "PPL-002",
        "warn",
        needless_confirmation,
        "Confirm PayPal where none is due",
        "An error in the logs at best; at worst a sale that is handled twice.",
        "Call Confirm PayPal only for paySource=PAYPAL in the legacy workflow.",
        f"{FLOW}, Checkout Page: Only use if paySource=PAYPAL on Import Order with Legacy PayPal workflow.",
        of=(CONFIRM_PAYPAL,),
    ),
    Rule(
        "PPL-003",
        "error",
        no_token,
        "Confirm PayPal without token or payerId",
        "PayPal's approval can not be collected: the sale is lost after the customer agreed to it.",
        "Send token and payerId (PayPal's PayerID) from the address that PayPal returned the buyer to.",
        "PayPal Commerce legacy (vendor help); oceanapplications/konnektive-crm ConfirmPaypalRequest.",
        of=(CONFIRM_PAYPAL,),
    ),
)
