"""A funnel: a named list of pages with their calls and products, kept as a small file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from konnektive.endpoints import (
    CONFIRM_ORDER,
    ENDPOINTS,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    PAGE_TYPES,
    UPSELL_PAGES,
    Endpoint,
    unknown,
)


class Product(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a page sells: a campaign product id, and a price where it is not the CRM's own."""

    id: str
    name: str = ""
    price: str = ""
    """Two decimals; empty leaves the price to the CRM."""
    qty: int = 1


class Call(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One call of a page, with the parameters that this funnel adds or changes."""

    path: str
    params: dict[str, str] = {}


class Page(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One page a visitor sees."""

    pageType: str
    text: str = ""
    products: tuple[Product, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def title(self) -> str:
        """The page in words: `Upsell 2`."""
        return TITLES.get(self.pageType, self.pageType)


class Funnel(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The pages in the order a visitor meets them."""

    name: str
    about: str = ""
    campaignId: str = "1"
    campaignName: str = ""
    pages: tuple[Page, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every call of every page, in order."""
        pairs = [(page, call) for page in self.pages for call in page.calls]
        return tuple(Step(index, page, call) for index, (page, call) in enumerate(pairs))

    @property
    def page_types(self) -> tuple[str, ...]:
        """The pageType of each page, in order."""
        return tuple(page.pageType for page in self.pages)


@dataclass(frozen=True, slots=True)
class Step:
    """One call at its place in the funnel."""

    index: int
    page: Page
    call: Call

    @property
    def endpoint(self) -> Endpoint:
        """What is called. A path that the CRM does not have is kept: sending it is what QA may want."""
        return ENDPOINTS.get(self.call.path) or unknown(self.call.path)


TITLES = {
    "presellPage": "Presell",
    "leadPage": "Lead",
    "checkoutPage": "Checkout",
    **{f"upsellPage{n}": f"Upsell {n}" for n in range(1, 5)},
    "thankyouPage": "Thank you",
}

SHOP = {
    "checkoutPage": (Product("101", "Main offer"),),
    **{
        page: (Product("102" if n % 2 == 0 else "103", f"Upsell {n + 1}"),)
        for n, page in enumerate(UPSELL_PAGES)
    },
}
"""What the sandbox's campaign 1 sells on each page."""

RECOMMENDED = {
    "leadPage": (IMPORT_LEAD,),
    "checkoutPage": (IMPORT_ORDER,),
    **dict.fromkeys(UPSELL_PAGES, (IMPORT_UPSALE,)),
    "thankyouPage": (CONFIRM_ORDER,),
}
"""The calls of each page after its Import Click (vendor: Recommended API Flow)."""


def recommended_page(page_type: str) -> Page:
    """The page with the calls that the vendor recommends for it."""
    endpoints = (IMPORT_CLICK, *RECOMMENDED.get(page_type, ()))
    return Page(page_type, products=SHOP.get(page_type, ()), calls=tuple(Call(one.path) for one in endpoints))


def with_pages(funnel: Funnel, page_types: Iterable[str]) -> Funnel:
    """The funnel with these pages: those it has are kept as they are, others come as recommended."""
    had = {page.pageType: page for page in funnel.pages}
    wanted = set(page_types)
    order = [one for one in (*PAGE_TYPES, *had) if one in wanted]
    pages = tuple(had.get(one) or recommended_page(one) for one in dict.fromkeys(order))
    return msgspec.structs.replace(funnel, pages=pages)
