"""ORD: the sale, made once, from the partial, with products, address and card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, takewhile

from konnektive.audit.call import Call
from konnektive.audit.rule import FLOW, Rule, Seen, listed, pace, shown
from konnektive.audit.visit import Visit
from konnektive.endpoints import IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER
from konnektive.reference.person import SHIP_REQUIRED

_PRODUCT = re.compile(r"product[0-9]{1,9}_id")
_EMPTY_ITEMS = re.compile(r"\s*(?:\{\s*\}|\[\s*\]|null|false|0)\s*")
_EXPIRY = re.compile(r"[0-9]{2}/(?:[0-9]{2}|[0-9]{4})")
_EXPIRY_PARTS = (
    ("cardMonth", re.compile(r"[0-9]{2}"), "two digits"),
    ("cardYear", re.compile(r"[0-9]{4}"), "four digits"),
)
_CARD_FIELDS = ("cardNumber", "cardSecurityCode", "cardExpiryDate")


def no_order(visit: Visit) -> Iterator[Seen]:
    clicks = visit.clicked.get("checkoutPage")
    if clicks and not any(order.number > clicks[0].number for order in visit.orders):
        yield Seen(clicks[-1], "checkoutPage was clicked and no Import Order followed.")


def order_beside_partial(visit: Visit) -> Iterator[Seen]:
    if not visit.leads:
        return
    partial = False
    for call in visit.calls:
        if call.endpoint is IMPORT_LEAD:
            partial = partial or bool(call.order_id or (call.answer.succeeded and call.answer.order_id))
        elif call.endpoint is IMPORT_ORDER:
            sold = visit.accepted_from is not None and visit.accepted_from < call.number
            if partial and not sold and not call.is_unread and not call.given("orderId"):
                yield Seen(call, "A partial exists and Import Order sends no orderId.", "orderId")


def order_without_click(visit: Visit) -> Iterator[Seen]:
    if not visit.clicks:
        return
    clicked = visit.clicked.get("checkoutPage")
    since = clicked[0].number if clicked else None
    for order in visit.orders:
        if (since is None or order.number < since) and not begins_within(visit, order):
            yield Seen(order, "Import Order with no earlier click of checkoutPage.")


def begins_within(visit: Visit, call: Call) -> bool:
    """Whether the recording starts in the middle of the page that made this call: its click is not seen."""
    return visit.first_click is None and visit.clicks[0].number > call.number


def order_again(visit: Visit) -> Iterator[Seen]:
    accepted = visit.accepted_from
    if accepted is None:
        return
    settled = next(call for call in visit.calls if call.number == accepted)
    for order in visit.orders:
        if order.number > accepted:
            yield Seen(order, f"Import Order again after call {accepted} settled one{pace(settled, order)}.")


def wrong_products(visit: Visit) -> Iterator[Seen]:
    for order in visit.orders:
        if order.is_unread:
            continue
        sent = [name for name in order.params if _PRODUCT.fullmatch(name)]
        items = order.given("orderItems")
        if not sent and (not items or _EMPTY_ITEMS.fullmatch(items)):
            yield Seen(order, "Import Order carries no product.", "product1_id")
        elif unread := _unread(sent):
            yield Seen(order, *unread)


def _unread(sent: list[str]) -> tuple[str, str] | None:
    """Which numbered product the CRM does not read, as a sentence, and the parameter that is wrong."""
    read = list(takewhile(sent.__contains__, (f"product{number}_id" for number in count(1))))
    last = max((name for name in sent if name not in read), key=_number_in, default="")
    if not last:
        return None
    if _number_in(last) > len(read):
        gap = f"product{len(read) + 1}_id"
        return f"{last} is sent and {gap} is not: reading stops at the gap.", gap
    return f"{last} is not read: products are numbered 1, 2, 3 and so on.", last


def _number_in(name: str) -> int:
    return int(name.removeprefix("product").removesuffix("_id"))


def no_ship_address(visit: Visit) -> Iterator[Seen]:
    for order in visit.orders:
        missing = [name for name in SHIP_REQUIRED if not order.given(name)]
        if missing and not order.is_unread and order.given("billShipSame").strip() != "1":
            yield Seen(order, f"Import Order carries no {listed(missing)}, nor billShipSame=1.", missing[0])


def wrong_card(visit: Visit) -> Iterator[Seen]:
    for order in visit.orders:
        if order.is_unread or not _pays_by_card(order):
            continue
        wrong = [*_expiry(order), *_number(order)]
        if not order.given("cardSecurityCode"):
            wrong.append(("cardSecurityCode", "there is no cardSecurityCode"))
        if wrong:
            yield Seen(order, f"Card payment: {listed([what for _, what in wrong])}.", wrong[0][0])


def _pays_by_card(order: Call) -> bool:
    source = order.given("paySource").strip().upper()
    return source == "CREDITCARD" or (not source and any(order.given(name) for name in _CARD_FIELDS))


def _expiry(order: Call) -> Iterator[tuple[str, str]]:
    if _EXPIRY.fullmatch(order.given("cardExpiryDate")):
        return
    for name, wanted, words in _EXPIRY_PARTS:
        value = order.given(name)
        if not wanted.fullmatch(value):
            yield name, f"{name} is {shown(order, name)}, not {words}" if value else f"there is no {name}"


def _number(order: Call) -> Iterator[tuple[str, str]]:
    if not order.card.number_sent:
        yield "cardNumber", "there is no cardNumber"
    elif order.card.number is False:
        length = f"{order.card.length} character{'s' * (order.card.length != 1)}"
        yield "cardNumber", f"cardNumber ({length}) is not 13 to 19 digits"


ORDER_RULES = (
    Rule(
        "ORD-001",
        "info",
        no_order,
        "Checkout page without Import Order",
        "No sale; where the visitor did press the button, a lost one.",
        "Call Import Order when the visitor buys. One who leaves is normal.",
        f"{FLOW}, Checkout Page: Call Import Order.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "ORD-002",
        "error",
        order_beside_partial,
        "Import Order beside the partial",
        "The partial never converts: it is followed up although the customer bought, and rates are wrong.",
        "Send the orderId that Import Lead returned.",
        f"{FLOW}, Checkout Page: Call Import Order - send orderId parameter if already exists and sessionId.",
        of=(IMPORT_ORDER,),
        needs=(IMPORT_LEAD,),
    ),
    Rule(
        "ORD-003",
        "warn",
        order_without_click,
        "Import Order without checkoutPage click",
        "The order counts without a visit to the checkout: its conversion rate is wrong.",
        "Call Import Click with pageType=checkoutPage when the checkout opens.",
        f"{FLOW}, Checkout Page: Call Import Click - pageType=checkoutPage.",
        of=(IMPORT_ORDER,),
    ),
    Rule(
        "ORD-004",
        "error",
        order_again,
        "Second Import Order",
        "The customer may be charged twice: the CRM knows no idempotency key.",
        "Disable the button once it is pressed, and look the order up before trying again.",
        "No key exists; a blind retry may charge twice (astermd/checkoutchamp-client guide).",
        of=(IMPORT_ORDER,),
        needs=(IMPORT_ORDER,),
    ),
    Rule(
        "ORD-005",
        "error",
        wrong_products,
        "Import Order without product",
        "The order is refused (No products exist in the order), or goods behind a gap are never charged.",
        "Number products from 1 without gaps (product1_id, product2_id ...) or send orderItems.",
        "Recorded answer: No products exist in the order; client code: reading stops at a gap.",
        of=(IMPORT_ORDER,),
    ),
    Rule(
        "ORD-006",
        "error",
        no_ship_address,
        "Import Order without delivery address",
        "The order is refused, even if the lead carried the address.",
        "Send shipAddress1, shipCity, shipPostalCode and shipCountry, or billShipSame=1.",
        'Recorded answer: {"shipAddress1":"is a required field", ...}; billShipSame: client code alone.',
        of=(IMPORT_ORDER,),
    ),
    Rule(
        "ORD-007",
        "error",
        wrong_card,
        "Card fields malformed",
        "The gateway declines a good card: a sale is lost at the last step.",
        "cardMonth as MM, cardYear as YYYY, cardNumber as 13 to 19 digits, and cardSecurityCode.",
        "Client code alone: fitboxmedia/konnektive-api, oceanapplications/konnektive-crm (formats).",
        of=(IMPORT_ORDER,),
    ),
)
