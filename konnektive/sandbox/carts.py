"""What a call orders: products by number up to the first gap, or orderItems, priced from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from konnektive.sandbox.call import Call, number
from konnektive.sandbox.catalogue import Campaign, Product
from konnektive.sandbox.money import cents

LINE_NAMES = ("id", "qty", "price", "shipPrice")


class Line(msgspec.Struct, frozen=True):
    """One product of a call."""

    product: Product
    qty: int
    price: int
    """Cents of all pieces together."""
    shipping: int
    tax: int = 0


def lines(call: Call, campaign: Campaign) -> list[Line]:
    """The products that the call names and the campaign sells; the catalogue's own ids do not count."""
    wanted = numbered(call.params) or _from_json(call.given("orderItems"))
    found = []
    for fields in wanted:
        product = campaign.product(number(fields["id"]))
        if product:
            found.append(line(campaign, product, fields))
    return found


def line(campaign: Campaign, product: Product, fields: Mapping[str, str]) -> Line:
    """A product with its quantity, the call's own prices in place of the catalogue's."""
    qty = max(1, number(fields.get("qty", "")))
    each = cents(fields.get("price") or product.price)
    shipping = cents(fields.get("shipPrice") or product.shipPrice)
    rate = cents(campaign.taxPercent)
    return Line(product, qty, each * qty, shipping, each * qty * rate // 10_000)


def numbered(params: Mapping[str, str]) -> list[dict[str, str]]:
    """`product1_id`, `product2_id` ... with what belongs to each; reading stops at the first gap."""
    found = []
    position = 1
    while identifier := params.get(f"product{position}_id", "").strip():
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
    except msgspec.DecodeError:
        return []
    if not isinstance(items, dict):
        return []
    return [{"id": str(key), "qty": str(value)} for key, value in items.items()]


def named(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters that name products, to be kept while a buyer is away."""
    return {
        name: value for name, value in params.items() if name.startswith("product") or name in _ABOUT_PRODUCTS
    }


_ABOUT_PRODUCTS = frozenset({"orderItems", "couponCode", "forceQA", "salesTax", "replaceProductId"})
