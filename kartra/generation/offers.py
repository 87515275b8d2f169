"""Which purchases fit what follows from them: a refund needs money, a rebill a plan that goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kartra.generation.shop import PRODUCTS, Billing, PricePoint, Product

Offer = tuple[Product, PricePoint]

WAYS: Mapping[Billing, str] = {
    "once": "once", "subscription": "by subscription", "trial": "with a trial",
    "instalments": "in instalments",
}  # fmt: skip
"""Each way of paying, as it is said."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a purchase has to be, for what follows from it."""

    recurs: bool = False
    paid: bool = False
    """Whether its first payment has to be more than nothing."""
    payments: int = 1
    """How many payments its plan has at least."""

    def fit(self, price: PricePoint) -> bool:
        """Whether that way of paying allows it."""
        return (
            not (self.recurs and price.billing == "once")
            and not (self.paid and not _first_cents(price))
            and price.payments >= self.payments
        )


TERMS: Mapping[str, Terms] = {
    "sale": Terms(),
    "rebill": Terms(recurs=True, payments=2),
    "failed": Terms(recurs=True, payments=2),
    "cancellation": Terms(recurs=True),
    "refund": Terms(paid=True),
    "partial_refund": Terms(paid=True),
    "chargeback": Terms(paid=True),
}
"""Transaction type to what the purchase before it has to be."""


def offers(
    product: Product | None, billing: Billing | None = None, terms: Terms = TERMS["sale"]
) -> Sequence[Offer]:
    """What is on sale of that product (any when none is named), paid that way, and fits."""
    return [
        (one, price)
        for one in PRODUCTS
        if product is None or one.id == product.id
        for price in one.prices
        if billing in (None, price.billing) and terms.fit(price)
    ]


def why_none(product: Product | None, billing: Billing | None, terms: Terms = TERMS["sale"]) -> str:
    """Why `offers` has none of these, and what there is instead, in a sentence."""
    sold = offers(product, billing)
    if product and billing and not sold:
        ways = _listed([WAYS[price.billing] for price in product.prices], "or")
        others = _listed(_names(offers(None, billing)), "and")
        return f"{product.name} is sold {ways}, not {WAYS[billing]}; choose one of these, or {others}."
    what = product.name if product else f"what is paid {WAYS[billing or 'once']}"
    if terms.recurs and not offers(product, billing, Terms(recurs=True)):
        others = _listed(_names(offers(None, None, Terms(recurs=True))), "and")
        return f"{what} has no subscription that could go on or end; {others} have one."
    if terms.paid and not offers(product, billing, Terms(paid=True)):
        return f"the trial of {what} is free, so nothing can be given back; choose another way of paying."
    most = max(price.payments for _, price in sold)
    return f"the plan of {what} ends with payment {most}, " + (
        f"and this would be payment {terms.payments}; leave it out, or sell by subscription."
    )


def _first_cents(price: PricePoint) -> int:
    return price.trial_cents if price.billing == "trial" else price.cents


def _names(offered: Sequence[Offer]) -> list[str]:
    return list(dict.fromkeys(product.name for product, _ in offered))


def _listed(words: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
