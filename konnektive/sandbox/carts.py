"""What a call orders: products by number up to the first gap, or orderItems, priced from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from konnektive.sandbox import assumed
from konnektive.sandbox.amounts import LARGEST, amount, quantity, too_much
from konnektive.sandbox.answered import Answered, error
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.catalogue import Campaign, Product
from konnektive.sandbox.money import cents

NO_PRODUCTS = "No products exist in the order"
LINE_NAMES = ("id", "qty", "price", "shipPrice")
MOST = 500
"""Products that one call may name: no call holds the others up, and none fills the memory by itself."""


class Line(msgspec.Struct, frozen=True):
    """One product of a call."""

    product: Product
    qty: int
    price: int
    """Cents of all pieces together."""
    shipping: int
    tax: int = 0
    discount: int = 0
    """Its part of what a coupon takes off the order."""

    @property
    def total(self) -> int:
        """Cents that are paid for it."""
        return self.price + self.shipping + self.tax - self.discount


def lines(call: Call, campaign: Campaign) -> list[Line] | Answered:
    """The products that the call names and the campaign sells; the catalogue's own ids do not count.

    At least one; where there is none, or one that can not be read, the refusal.
    """
    listed = numbered(call.params)
    asked = listed or _from_json(call.given("orderItems"))
    if len(asked) > MOST:
        return assumed.TOO_MANY.error()
    found = []
    for position, fields in enumerate(asked, 1):
        product = campaign.product(number(fields["id"]))
        if product is None:
            continue
        one = line(campaign, product, fields, _spelt(position) if listed else {"qty": "orderItems"})
        if isinstance(one, Answered):
            return one
        found.append(one)
    if sum(one.total for one in found) > LARGEST:
        return too_much()
    return found or error(NO_PRODUCTS)


@lru_cache(maxsize=256)
def _spelt(position: int) -> dict[str, str]:
    return {name: f"product{position}_{name}" for name in LINE_NAMES[1:]}


def line(
    campaign: Campaign, product: Product, fields: Mapping[str, str], spelt: Mapping[str, str]
) -> Line | Answered:
    """A product with its quantity, the call's own prices in place of the catalogue's.

    Each of `fields` is what the call sent under the name that `spelt` has for it.
    """
    qty = quantity(spelt["qty"], fields.get("qty") or "1")
    each = _price(fields, "price", spelt, product.price)
    shipping = _price(fields, "shipPrice", spelt, product.shipPrice)
    if isinstance(qty, Answered):
        return qty
    if isinstance(each, Answered):
        return each
    if isinstance(shipping, Answered):
        return shipping
    return _priced(campaign, product, qty, each, shipping)


def _price(fields: Mapping[str, str], name: str, spelt: Mapping[str, str], otherwise: str) -> int | Answered:
    return amount(spelt[name], fields[name]) if fields.get(name) else cents(otherwise)


def _priced(campaign: Campaign, product: Product, qty: int, each: int, shipping: int) -> Line | Answered:
    tax = each * qty * cents(campaign.taxPercent) // 10_000
    made = Line(product, qty, each * qty, shipping, tax)
    later = cents(product.regularPrice) * qty
    return too_much() if max(made.total, later + shipping) > LARGEST else made


def numbered(params: Mapping[str, str]) -> list[dict[str, str]]:
    """`product1_id`, `product2_id` ... with what belongs to each; reading stops at a gap, or beyond MOST."""
    found: list[dict[str, str]] = []
    position = 1
    while len(found) <= MOST and (identifier := params.get(f"product{position}_id", "").strip()):
        found.append(
            {"id": identifier}
            | {name: params.get(f"product{position}_{name}", "").strip() for name in LINE_NAMES[1:]}
        )
        position += 1
    return found


def _from_json(text: str) -> list[dict[str, str]]:
    if not text:
        return []
    try:
        items = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return []
    if not isinstance(items, dict):
        return []
    return [{"id": key, "qty": _as_sent(value)} for key, value in items.items()]


def _as_sent(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def named(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters that name products, to be kept while a buyer is away."""
    return {
        name: value for name, value in params.items() if name.startswith("product") or name in _ABOUT_PRODUCTS
    }


_ABOUT_PRODUCTS = frozenset({"orderItems", "couponCode", "forceQA", "salesTax", "replaceProductId"})
