"""A buyer: the same seed gives the same person, at an address that can be delivered to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from random import Random

from konnektive.people import DEVICES, FIRST_NAMES, LAST_NAMES, PLACES, STREETS

TEST_CARD = "0000000000000000"
TEST_CARD_CVV = "100"
"""The vendor's test card (recorded answers show bin 000000 and type TESTCARD)."""


@dataclass(frozen=True, slots=True)
class Card:
    """What pays. The default is the vendor's test card."""

    cardNumber: str = TEST_CARD
    cardMonth: str = "12"
    cardYear: str = "2030"
    cardSecurityCode: str = TEST_CARD_CVV

    @property
    def is_test_card(self) -> bool:
        """True for the vendor's own test number, however it is spaced."""
        return self.cardNumber.replace(" ", "").replace("-", "") == TEST_CARD

    @property
    def params(self) -> dict[str, str]:
        """As Import Order takes them."""
        return {
            "cardNumber": self.cardNumber,
            "cardMonth": self.cardMonth,
            "cardYear": self.cardYear,
            "cardSecurityCode": self.cardSecurityCode,
        }


@dataclass(frozen=True, slots=True)
class Buyer:
    """A person with an address and a browser."""

    firstName: str
    lastName: str
    emailAddress: str
    phoneNumber: str
    address1: str
    city: str
    state: str
    postalCode: str
    country: str
    ipAddress: str
    userAgent: str
    card: Card = Card()

    @property
    def person(self) -> dict[str, str]:
        """Name and contact, as Import Lead and Import Order take them."""
        names = ("firstName", "lastName", "emailAddress", "phoneNumber")
        return {name: str(getattr(self, name)) for name in names}

    @property
    def address(self) -> dict[str, str]:
        """The billing address."""
        names = ("address1", "city", "state", "postalCode", "country")
        return {name: str(getattr(self, name)) for name in names}

    @property
    def shipping(self) -> dict[str, str]:
        """The same address as the order wants it again: a lead's address is not carried over (recorded)."""
        carried = {"firstName": self.firstName, "lastName": self.lastName, **self.address}
        return {f"ship{name[0].upper()}{name[1:]}": value for name, value in carried.items()}


def seeded_buyer(seed: int) -> Buyer:
    """The buyer of a seed."""
    chance = Random(seed)  # noqa: S311 - a reproducible person, not a secret
    return buyer_by(chance, seed, chance.choice(DEVICES)[1])


def buyer_by(chance: Random, number: int, user_agent: str) -> Buyer:
    """The next buyer by chance. Mail goes to example.com, telephones are of the fictional 555-01xx."""
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    city, state, postal_code, area = chance.choice(PLACES)
    return Buyer(
        firstName=first,
        lastName=last,
        emailAddress=f"{first}.{last}.{number}@example.com".lower(),
        phoneNumber=f"{area}-555-01{chance.randrange(100):02d}",
        address1=f"{chance.randrange(1, 980)} {chance.choice(STREETS)}",
        city=city,
        state=state,
        postalCode=postal_code,
        country="US",
        # TEST-NET-3 of RFC 5737: never a real visitor.
        ipAddress=f"203.0.113.{chance.randrange(1, 255)}",
        userAgent=user_agent,
    )


def edited(buyer: Buyer, changes: Mapping[str, str]) -> Buyer:
    """The buyer with other values; names of card fields change the card."""
    card_names = {one.name for one in fields(Card)}
    card = replace(buyer.card, **{name: value for name, value in changes.items() if name in card_names})
    person = {name: value for name, value in changes.items() if name not in card_names}
    return replace(buyer, card=card, **person)
