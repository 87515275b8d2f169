"""What funnels get wrong and buyers run into, one click away: ready-made changes of a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from konnektive.draft import Params
from konnektive.endpoints import IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER, IMPORT_UPSALE
from konnektive.landing import encoded_twice, unencoded


@dataclass(frozen=True, slots=True)
class Mistake:
    """A change of one call, in words and as a function of its parameters."""

    title: str
    make: Callable[[Params], Params]


def possible(path: str, params: Params) -> tuple[Mistake, ...]:
    """The mistakes that change anything in such a call."""
    return tuple(one for one in MISTAKES.get(path, ()) if _sent(one.make(params)) != _sent(params))


def _sent(params: Params) -> Params:
    return {name: value for name, value in params.items() if value}


def _with(**changes: str) -> Callable[[Params], Params]:
    return lambda params: {**params, **changes}


def _renamed(old: str, new: str) -> Callable[[Params], Params]:
    return lambda params: {new if name == old else name: value for name, value in params.items()}


def _replaced(name: str, old: str, new: str) -> Callable[[Params], Params]:
    return lambda params: {**params, name: params.get(name, "").replace(old, new)}


MISTAKES: Mapping[str, tuple[Mistake, ...]] = {
    IMPORT_CLICK.path: (
        Mistake("requestUri not encoded", unencoded),
        Mistake("requestUri encoded twice", encoded_twice),
        Mistake("affid in place of affId", _replaced("requestUri", "affId=", "affid=")),
        Mistake("A pageType that is not documented", _with(pageType="presalePage")),
        Mistake("No userAgent", _with(userAgent="")),
    ),
    IMPORT_LEAD.path: (
        Mistake("email in place of emailAddress", _renamed("emailAddress", "email")),
        Mistake("No last name", _with(lastName="")),
        Mistake("Neither e-mail address nor phone", _with(emailAddress="", phoneNumber="")),
    ),
    IMPORT_ORDER.path: (
        Mistake("A card that is declined", _with(cardNumber="4000000000000002", cardSecurityCode="123")),
        Mistake("A prepaid card", _with(cardNumber="5105105105105100", cardSecurityCode="123")),
        Mistake("Card month of one digit", _with(cardMonth="7")),
        Mistake("No shipping city", _with(shipCity="")),
        Mistake("Product numbers with a gap", _renamed("product1_id", "product2_id")),
    ),
    IMPORT_UPSALE.path: (
        Mistake("The catalogue's product id", _with(productId="2")),
        Mistake("Card data with the upsell", _with(cardNumber="0000000000000000", cardSecurityCode="100")),
    ),
}
"""Path to the mistakes that its calls are made with."""
