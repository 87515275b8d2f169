"""Magic cards and values: what a buyer pays with decides what the sandbox's gateway says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["approved", "declined", "redirect"]
SLOW_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gateway says to a charge."""

    outcome: Outcome
    text: str = ""
    """The gateway's words after `Transaction Declined: `."""
    delay: float = 0.0
    response_type: str = "SUCCESS"
    """SUCCESS, HARD_DECLINE or SOFT_DECLINE, as transactions/query has it."""


@dataclass(frozen=True, slots=True)
class MagicCard:
    """A number with a fixed fate."""

    number: str
    meaning: str
    ruling: Ruling
    rebill: Literal["approved", "declined", "recovers"] = "approved"
    """What happens when a later cycle bills: `recovers` is declined once and approved when tried again."""


APPROVED = Ruling("approved")


def _declined(text: str, response_type: str = "HARD_DECLINE", delay: float = 0.0) -> Ruling:
    return Ruling("declined", text, delay, response_type)


TEST_CARD = "0000000000000000"
PREPAID = "Prepaid Credit Cards Are Not Accepted"

CARDS: tuple[MagicCard, ...] = (
    MagicCard(TEST_CARD, "The vendor's test card, approved", APPROVED),
    MagicCard("4111111111111111", "Approved", APPROVED),
    MagicCard("4000000000000002", "Declined: Card Declined", _declined("Card Declined")),
    MagicCard(
        "4000000000009995",
        "Declined for want of funds; may be tried again",
        _declined("Insufficient Funds", "SOFT_DECLINE"),
    ),
    MagicCard("4000000000000069", "Declined: expired", _declined("Expired Card")),
    MagicCard("5105105105105100", "Refused: a prepaid card", _declined(PREPAID)),
    MagicCard("4000000000003220", "3DS: the buyer is sent to the bank's page", Ruling("redirect")),
    MagicCard(
        "4000000000000259", f"Approved after {SLOW_SECONDS:g} seconds", Ruling("approved", delay=SLOW_SECONDS)
    ),
    MagicCard("4000000000000119", "The gateway fails", _declined("Gateway Error", "SOFT_DECLINE")),
    MagicCard("4000000000000341", "Approved now, every later cycle declined", APPROVED, "declined"),
    MagicCard(
        "4000000000005126", "Approved now, later cycles decline once and recover", APPROVED, "recovers"
    ),
)
BY_NUMBER: Mapping[str, MagicCard] = {one.number: one for one in CARDS}

DECLINING_CODE = "901"
DECLINING_POSTAL_CODE = "46282"
VALUES: Mapping[str, str] = {
    f"cardSecurityCode={DECLINING_CODE}": "Declined: the security code does not match",
    f"postalCode={DECLINING_POSTAL_CODE}": "Declined: the address does not match",
}


def ruling(number: str, code: str, postal_code: str) -> Ruling:
    """What the gateway says to a card that is charged for an order."""
    if code == DECLINING_CODE:
        return _declined("CVV2 Mismatch")
    if postal_code == DECLINING_POSTAL_CODE:
        return _declined("AVS Mismatch")
    known = BY_NUMBER.get(number)
    if known:
        return known.ruling
    return APPROVED if luhn(number) else _declined("Invalid Credit Card Number")


def luhn(number: str) -> bool:
    """Whether the check digit is right."""
    if not number.isdecimal() or not 13 <= len(number) <= 19:
        return False
    digits = [int(one) for one in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * one, 10)) for one in digits[1::2]]) % 10 == 0


_BRANDS = (
    ("4", "VISA"),
    ("5", "MASTERCARD"),
    ("2", "MASTERCARD"),
    ("34", "AMEX"),
    ("37", "AMEX"),
    ("6", "DISCOVER"),
)


def brand(number: str) -> str:
    """The cardType that answers carry."""
    if number == TEST_CARD:
        return "TESTCARD"
    return next((name for start, name in _BRANDS if number.startswith(start)), "OTHER")
