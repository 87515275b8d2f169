"""The pages of a funnel in the order a visitor meets them."""

from __future__ import annotations

from collections.abc import Mapping

from konnektive.endpoints import PAGE_TYPES, UPSELL_PAGES

RANK: Mapping[str, int] = {page: rank for rank, page in enumerate(PAGE_TYPES)}
AFTER_SALE = frozenset((*UPSELL_PAGES, "thankyouPage"))
"""Pages that a visitor sees only when an order is taken for accepted."""

UPSELLS = frozenset(UPSELL_PAGES)
