"""How a call pays: the card it carries, the one on file, or a buyer who has to be sent on."""

from __future__ import annotations

from typing import Any

from konnektive.reference.payment import PAY_SOURCES
from konnektive.sandbox import assumed, cards
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.cards import Ruling
from konnektive.sandbox.state import Card, Customer, Order

LIVE_CUSTOMER = "Cannot user test card with live customer."
"""Sic: the vendor's FAQ prints it so."""
DECLINED = "Transaction Declined: "


def pay_source_refusal(call: Call) -> Answered | None:
    """Why paySource can not be used; none where it can."""
    source = call.given("paySource")
    if not source:
        return assumed.NO_PAY_SOURCE.error()
    return None if source in PAY_SOURCES else assumed.choice("paySource", PAY_SOURCES)


def card_problems(call: Call) -> dict[str, Any]:
    """Field to problem for a card payment."""
    missing = required(call, "cardNumber")
    if not call.given("cardExpiryDate"):
        missing |= required(call, "cardMonth", "cardYear")
    return missing | required(call, "cardSecurityCode")


def card_sent(call: Call) -> Card:
    """What is kept of the card that a call carries."""
    number = card_number(call)
    month, year = call.given("cardMonth"), call.given("cardYear")
    if expiry := call.given("cardExpiryDate"):
        month, _, year = expiry.partition("/")
    magic = cards.BY_NUMBER.get(number)
    return Card(
        cards.brand(number),
        number[:6],
        number[-4:],
        month,
        ("20" + year)[-4:],
        magic.rebill if magic else "approved",
        number != cards.TEST_CARD,
    )


def card_number(call: Call) -> str:
    """The number without spaces and hyphens."""
    return call.given("cardNumber").replace(" ", "").replace("-", "")


def ruling(call: Call, order: Order) -> Ruling:
    """What the gateway says to the payment of this call."""
    if call.given("paySource") != "CREDITCARD" or not call.given("cardNumber"):
        return cards.APPROVED
    postal_code = call.given("postalCode") or order.fields.get("postalCode", "")
    said = cards.ruling(card_number(call), call.given("cardSecurityCode"), postal_code)
    if said.outcome == "approved" and call.given("redirectsTo"):
        # The vendor prints it: a card order that names redirectsTo goes through the bank's page.
        return Ruling("redirect", delay=said.delay)
    return said


def test_card_refusal(call: Call, customer: Customer) -> Answered | None:
    """The vendor's test card is refused to a customer who has a live one."""
    if customer.card and customer.card.isLive and card_number(call) == cards.TEST_CARD:
        return error(LIVE_CUSTOMER)
    return None
