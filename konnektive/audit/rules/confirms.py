"""CNF and THX: the thank-you page and the confirmation mail."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.call import Call
from konnektive.audit.rule import FLOW, Rule, Seen, pace, shown
from konnektive.audit.visit import Visit
from konnektive.endpoints import CONFIRM_ORDER, CONFIRM_PAYPAL, IMPORT_CLICK, IMPORT_ORDER, IMPORT_UPSALE

MAIL = (
    "order-processing questions (vendor help): without it the autoresponder goes out about 30 minutes later"
)


def not_confirmed(visit: Visit) -> Iterator[Seen]:
    clicks = visit.clicked.get("thankyouPage")
    accepted = visit.accepted_from
    if clicks and not visit.confirms and accepted is not None and accepted <= clicks[-1].number:
        yield Seen(clicks[-1], "An order was accepted and no Confirm Order was made.")


def upsale_after_confirm(visit: Visit) -> Iterator[Seen]:
    for upsale in visit.upsales:
        if visit.confirms and visit.confirms[0].number < upsale.number:
            yield Seen(upsale, f"Import Upsale after Confirm Order (call {visit.confirms[0].number}).")


def confirmed_again(visit: Visit) -> Iterator[Seen]:
    confirmed: dict[str, Call] = {}
    for call in visit.confirms:
        order = call.given("orderId")
        if order and order in confirmed:
            first = confirmed[order]
            what = f"Confirm Order for {shown(call, 'orderId')} again, after call {first.number}"
            yield Seen(call, f"{what}{pace(first, call)}.", "orderId")
        confirmed.setdefault(order, call)


def no_order_id(visit: Visit) -> Iterator[Seen]:
    for call in visit.confirms:
        if not call.given("orderId") and not call.is_unread:
            yield Seen(call, "Confirm Order carries no orderId.", "orderId")


def confirmed_without_click(visit: Visit) -> Iterator[Seen]:
    if not visit.clicks:
        return
    clicked = visit.clicked.get("thankyouPage")
    since = clicked[0].number if clicked else None
    for call in visit.confirms:
        if since is None or call.number < since:
            yield Seen(call, "Confirm Order with no click of thankyouPage before it.")


CONFIRM_RULES = (
    Rule(
        "CNF-001",
        "info",
        not_confirmed,
        "No Confirm Order",
        "The confirmation mail leaves about 30 minutes later.",
        "Call Confirm Order on the thank-you page if the mail should leave at once.",
        f"{FLOW}, Thank you Page: Call Confirm Order (optional); {MAIL}.",
        of=(IMPORT_CLICK,),
        needs=(IMPORT_ORDER, CONFIRM_PAYPAL),
    ),
    Rule(
        "CNF-002",
        "warn",
        upsale_after_confirm,
        "Upsell after Confirm Order",
        "The confirmation mail has left without the upsell: customers ask what they paid for.",
        "Call Confirm Order once, after the last upsell page.",
        f"{FLOW}: Confirm Order belongs to the thank-you page, after the upsell pages.",
        of=(IMPORT_UPSALE,),
    ),
    Rule(
        "CNF-003",
        "warn",
        confirmed_again,
        "Confirm Order sent again",
        "The customer may get the confirmation mail twice.",
        "Call Confirm Order once for an order; a reload of the thank-you page must not repeat it.",
        f"{FLOW}: The Confirm Order API will immediately send confirmation auto responder emails.",
        of=(CONFIRM_ORDER,),
    ),
    Rule(
        "CNF-004",
        "error",
        no_order_id,
        "Confirm Order without orderId",
        "No order is confirmed: the mail leaves half an hour late, or the call fails.",
        "Send the orderId.",
        "fitboxmedia/konnektive-api ConfirmOrderRequest: orderId is its only parameter.",
        of=(CONFIRM_ORDER,),
    ),
    Rule(
        "THX-001",
        "warn",
        confirmed_without_click,
        "Confirm Order without thank-you page click",
        "The thank-you page is missing in the reports: the funnel seems to end before it.",
        "Call Import Click with pageType=thankyouPage before Confirm Order.",
        f"{FLOW}, Thank you Page: Call Import Click - pageType=thankyouPage.",
        of=(CONFIRM_ORDER,),
    ),
)
