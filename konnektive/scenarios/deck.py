"""The scenarios that come with the product, each with what should happen."""

from __future__ import annotations

import re

from konnektive.endpoints import IMPORT_CLICK, IMPORT_ORDER, IMPORT_UPSALE
from konnektive.landing import encoded_twice, unencoded
from konnektive.sandbox.faults import Fault
from konnektive.scenarios.scenario import Scenario, Truth, Twist

CLICK, ORDER, UPSALE = IMPORT_CLICK.path, IMPORT_ORDER.path, IMPORT_UPSALE.path
DECLINED = {"cardNumber": "4000000000000002", "cardSecurityCode": "123"}
AFFILIATE = "AF54B33412"

SOLD = Truth(orders=1, upsells=2, credited=AFFILIATE, mailed=True)
LEAD = Truth(partials=1, credited=AFFILIATE)

DECK: tuple[Scenario, ...] = (
    Scenario("happy-path", "Happy path", "One order with two upsells, credited and confirmed.", SOLD),
    Scenario("lead-only", "Lead only", "A partial that the shop can follow up.", LEAD, funnel="lead-only"),
    Scenario(
        "one-page-checkout", "One page checkout", "One order, though the visitor saw no lead page.",
        Truth(orders=1, credited=AFFILIATE, mailed=True), funnel="one-page-checkout",
    ),
    Scenario(
        "declined-card", "Declined card", "The funnel says so and stays on the checkout; nothing is sold.",
        Truth(declined=1, credited=AFFILIATE), refused=(ORDER,),
        twists=(Twist("checkoutPage", ORDER, DECLINED, then="leave"),),
    ),
    Scenario(
        "declined-then-another-card", "Declined, then another card", "The same partial becomes the order.",
        SOLD, refused=(ORDER,),
        twists=(Twist("checkoutPage", ORDER, DECLINED, then="again"),),
    ),
    Scenario(
        "paypal-confirmed", "PayPal confirmed", "Confirm PayPal turns the approval into the order.",
        Truth(orders=1, credited=AFFILIATE, mailed=True), funnel="paypal-legacy",
    ),
    Scenario(
        "paypal-abandoned", "PayPal abandoned", "No order; the partial is left for a follow-up.",
        LEAD, funnel="paypal-legacy", twists=(Twist("checkoutPage", ORDER, then="leave"),),
    ),
    Scenario(
        "three-ds", "3-D Secure", "The bank approves, the order is finished, the upsell is charged to it.",
        Truth(orders=1, upsells=1, credited=AFFILIATE, mailed=True), funnel="3ds",
    ),
    Scenario(
        "upsell-refused", "Upsell refused", "The funnel goes on; the order stands.",
        Truth(orders=1, upsells=1, credited=AFFILIATE, mailed=True), refused=(UPSALE,),
        twists=(Twist("upsellPage1", UPSALE, {"productId": "999"}),),
    ),
    Scenario(
        "upsell-twice", "Upsell taken twice", "The second is refused as already taken; one is charged.",
        SOLD, refused=(UPSALE,), rules=("UPS-006",), twists=(Twist("upsellPage1", UPSALE, times=2),),
    ),
    Scenario(
        "double-click-on-buy", "Double click on Buy",
        "The audit finds it: nothing keeps the CRM from charging both.",
        Truth(orders=2, upsells=2, credited=AFFILIATE, mailed=True), rules=("ORD-004",),
        twists=(Twist("checkoutPage", ORDER, times=2),),
    ),
    Scenario(
        "back-button", "Back button", "The checkout is seen twice and the order made once.", SOLD,
        revisits="checkoutPage",
    ),
    Scenario(
        "session-lost", "sessionId lost", "The audit finds the calls that went without it.",
        SOLD, rules=("SES-001",), twists=tuple(
            Twist(page, path, forgets=("sessionId",))
            for page, path in (("checkoutPage", ORDER), ("upsellPage1", UPSALE), ("upsellPage2", UPSALE))
        ),
    ),
    Scenario(
        "session-per-page", "A new session on every page", "The audit finds that the visit falls apart.",
        Truth(orders=1, upsells=2, sessions=6, linked=False, mailed=True), breaks={"sessionId": "leave out"},
        rules=("SES-002",),
    ),
    Scenario(
        "session-stale", "sessionId of another visit", "The audit finds an id that no click returned.",
        Truth(orders=1, upsells=2, sessions=6, linked=False, mailed=True), breaks={"sessionId": "stale"},
        rules=("SES-003",),
    ),
    Scenario(
        "order-lost", "orderId lost", "The audit finds it: the partial never converts.",
        Truth(orders=1, upsells=2, partials=1, credited=AFFILIATE, mailed=True), rules=("ORD-002",),
        twists=(Twist("checkoutPage", ORDER, forgets=("orderId",)),),
    ),
    Scenario(
        "affiliate-in-wrong-case", "affId in the wrong case", "The audit finds it: nobody gets credit.",
        Truth(orders=1, upsells=2, mailed=True), rules=("CLK-006",),
        landing="https://offer.example.com/story?affid=AF54B33412&c1=fb&utm_source=facebook",
    ),
    Scenario(
        "raw-ampersand", "requestUri not encoded", "The audit finds it: c1 and the utm codes are cut off.",
        SOLD, rules=("CLK-003",), twists=(Twist("presellPage", CLICK, makes=unencoded),),
    ),
    Scenario(
        "encoded-twice", "requestUri encoded twice", "The audit finds it: the affiliate cannot be read.",
        Truth(orders=1, upsells=2, mailed=True), rules=("CLK-008",),
        twists=(Twist("presellPage", CLICK, makes=encoded_twice),),
    ),
    Scenario(
        "single-digit-month", "Card month of one digit", "Found before a buyer meets it.",
        SOLD, rules=("ORD-007",), twists=(Twist("checkoutPage", ORDER, {"cardMonth": "7"}),),
    ),
    Scenario(
        "time-out-on-order", "Time-out on the order",
        "The funnel asks before it sends again: the order may have been made.",
        Truth(orders=1, credited=AFFILIATE), failed=(ORDER,), faults=(Fault("timeout", ORDER, seconds=1),),
    ),
    Scenario(
        "server-error", "HTTP 500 on the order", "The funnel says so; nothing is sold, nothing is charged.",
        LEAD, failed=(ORDER,), faults=(Fault("500", ORDER),),
    ),
    Scenario(
        "html-answer", "HTML in place of an answer", "The funnel does not take HTTP 200 for success.",
        LEAD, failed=(ORDER,), faults=(Fault("html", ORDER),),
    ),
)  # fmt: skip

BY_NAME = {one.name: one for one in DECK}


def find(name: str) -> Scenario | None:
    """The scenario of that name or title, however it is spelt: `Happy path`, `happy_path`."""
    wanted = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    titles = {re.sub(r"[^a-z0-9]+", "-", one.title.lower()): one for one in DECK}
    return BY_NAME.get(wanted) or titles.get(wanted)
