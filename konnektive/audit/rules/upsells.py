"""UPS: one-click upsells, each on its page, on an accepted order, without a card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from konnektive.audit.call import CARD_PARAMETERS, Call
from konnektive.audit.pages import AFTER_SALE, RANK, UPSELLS
from konnektive.audit.rule import FLOW, Rule, Seen, listed, shown
from konnektive.audit.rules.orders import begins_within
from konnektive.audit.visit import Visit
from konnektive.endpoints import (
    CONFIRM_PAYPAL,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    UPSELL_PAGES,
)

_PRODUCT = re.compile(r"productId|product[0-9]+_id")


def no_order_id(visit: Visit) -> Iterator[Seen]:
    for call in visit.upsales:
        if not call.given("orderId") and not call.is_unread:
            yield Seen(call, "Import Upsale carries no orderId.", "orderId")


def upsale_without_click(visit: Visit) -> Iterator[Seen]:
    if not visit.clicks:
        return
    clicked = False
    for call in visit.calls:
        if call.endpoint is IMPORT_CLICK and call.page_type in UPSELLS:
            clicked = True
        elif call.endpoint is IMPORT_ORDER:
            clicked = False
        elif call.endpoint is IMPORT_UPSALE:
            if not clicked and not begins_within(visit, call):
                yield Seen(
                    call, "Import Upsale with no click of an upsell page since the last upsale or order."
                )
            clicked = False


def upsale_before_order(visit: Visit) -> Iterator[Seen]:
    """Silent where no order's answer was recorded: it may have been accepted, or lie before the recording."""
    order: Call | None = None
    known_start = visit.first_click is not None or bool(visit.orders)
    for call in visit.calls:
        if call.endpoint in (IMPORT_ORDER, CONFIRM_PAYPAL):
            order = call
            if not call.answer.recorded:
                return
        elif _is_before_order(call):
            known_start = True
        elif call.endpoint is IMPORT_UPSALE and known_start:
            if visit.accepted_from is not None and visit.accepted_from <= call.number:
                return
            why = _why_unsold(order)
            yield Seen(call, f"Import Upsale {why}.")


def _is_before_order(call: Call) -> bool:
    """A call of the funnel's part before the sale."""
    page = call.page_type if call.endpoint is IMPORT_CLICK else ""
    return call.endpoint is IMPORT_LEAD or (page in RANK and page not in AFTER_SALE)


def _why_unsold(order: Call | None) -> str:
    if order is None:
        return "before any order"
    if order.answer.paypal_url:
        return f"while the PayPal order of call {order.number} is not confirmed"
    said = f" ({order.answer.reason})" if order.answer.reason else ""
    return f"after call {order.number} was not accepted{said}"


def nothing_sold_on_page(visit: Visit) -> Iterator[Seen]:
    last: dict[str, Call] = {}
    sold: set[str] = set()
    page = ""
    for call in visit.calls:
        if call.endpoint is IMPORT_CLICK:
            page = call.page_type
            if page in UPSELLS:
                last[page] = call
        elif call.endpoint is IMPORT_UPSALE:
            sold.add(page)
    for name in UPSELL_PAGES:
        if name in last and name not in sold:
            yield Seen(
                last[name], f"{name} was clicked and no Import Upsale followed: refused, which is normal."
            )


def carries_card(visit: Visit) -> Iterator[Seen]:
    for call in visit.upsales:
        if names := [name for name in CARD_PARAMETERS if call.given(name)]:
            yield Seen(call, f"Import Upsale carries {listed(names)}.", names[0])


def sold_twice(visit: Visit) -> Iterator[Seen]:
    sold: dict[str, int] = {}
    for call in visit.upsales:
        products = {value: name for name, value in call.params.items() if _PRODUCT.fullmatch(name)}
        again = next((value for value in products if value in sold), None)
        if again is not None:
            name = products[again]
            what = f"{name} {shown(call, name)} was upsold by call {sold[again]} already"
            yield Seen(call, f"{what}{_outcome(call)}.", name)
        if call.answer.result != "ERROR":
            sold |= {value: call.number for value in products if value not in sold}


def _outcome(call: Call) -> str:
    return "; the CRM refused it" if call.answer.result == "ERROR" else ""


UPSELL_RULES = (
    Rule(
        "UPS-001",
        "error",
        no_order_id,
        "Import Upsale without orderId",
        "There is no order to add it to: the upsell is lost.",
        "Send the orderId of the accepted order, and the sessionId.",
        f"{FLOW}, Upsell Pages: Call Import Upsale - include orderId and sessionId.",
        of=(IMPORT_UPSALE,),
    ),
    Rule(
        "UPS-002",
        "warn",
        upsale_without_click,
        "Import Upsale without upsell page click",
        "The upsell page's take rate can not be told: it sells without having been seen.",
        "Call Import Click with pageType=upsellPage1 to 4 when the upsell page opens.",
        f"{FLOW}, Upsell Pages: Call Import Click - pageType=upsellPage1-4; for each upsell page.",
        of=(IMPORT_UPSALE,),
    ),
    Rule(
        "UPS-003",
        "error",
        upsale_before_order,
        "Import Upsale without accepted order",
        "There is nothing to add to: the upsell fails, or lands on an unpaid partial.",
        "Show upsell pages only after Import Order (or Confirm PayPal) was answered with an accepted order.",
        f"{FLOW}: The Import Upsale API allows you to add one-click upsales to existing orders.",
        of=(IMPORT_UPSALE,),
        needs=(IMPORT_ORDER, CONFIRM_PAYPAL),
    ),
    Rule(
        "UPS-004",
        "info",
        nothing_sold_on_page,
        "Upsell page without Import Upsale",
        "None, where the visitor refused.",
        "Nothing, unless the visitor did press the button.",
        f"{FLOW}, Upsell Pages: Call Import Upsale.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "UPS-005",
        "error",
        carries_card,
        "Card data in Import Upsale",
        "Card data is handled where none is needed: your audit for card security grows by these pages.",
        "Leave the card out: the order's card is charged.",
        f"{FLOW}: one-click upsales to existing orders; client code has no card here.",
        of=(IMPORT_UPSALE,),
    ),
    Rule(
        "UPS-006",
        "warn",
        sold_twice,
        "Product upsold twice",
        "The customer may be charged twice for the same upsell.",
        "Send each upsell once; disable the button once it is pressed.",
        "Answer seen in client code: This upsale was already taken.",
        of=(IMPORT_UPSALE,),
    ),
)
