"""The pages of a funnel in the order a visitor meets them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from konnektive.endpoints import PAGE_TYPES, UPSELL_PAGES

RANK: Mapping[str, int] = {page: rank for rank, page in enumerate(PAGE_TYPES)}
AFTER_SALE = frozenset((*UPSELL_PAGES, "thankyouPage"))
"""Pages that a visitor sees only when an order is taken for accepted."""

UPSELLS = frozenset(UPSELL_PAGES)


def nearest_page(page: str) -> str:
    """The documented page type that a wrong one most likely means; empty where none is near."""
    lower = {known.lower(): known for known in PAGE_TYPES}
    close = difflib.get_close_matches(page.lower(), lower, n=1, cutoff=0.5) if page else []
    return lower[close[0]] if close else ""
