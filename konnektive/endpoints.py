"""The CRM's endpoints as data: the six of the recommended flow, the others, and how to find one by path."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from konnektive.reference import account_care, customers, order_care, purchases, transactions
from konnektive.reference.click import IMPORT_CLICK
from konnektive.reference.confirm import CONFIRM_ORDER
from konnektive.reference.lead import IMPORT_LEAD
from konnektive.reference.order import IMPORT_ORDER
from konnektive.reference.parameter import PAGE_TYPES, UPSELL_PAGES, Endpoint, Evidence, Need, Parameter
from konnektive.reference.paypal import CONFIRM_PAYPAL
from konnektive.reference.upsale import IMPORT_UPSALE

FLOW: tuple[Endpoint, ...] = (
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    CONFIRM_PAYPAL,
    IMPORT_UPSALE,
    CONFIRM_ORDER,
)
"""The calls of the recommended flow, in its order."""

OTHERS: tuple[Endpoint, ...] = (
    *order_care.ENDPOINTS,
    *transactions.ENDPOINTS,
    *customers.ENDPOINTS,
    *purchases.ENDPOINTS,
    *account_care.ENDPOINTS,
)
"""The other endpoints for which a request is known."""

ENDPOINTS: Mapping[str, Endpoint] = {one.path: one for one in (*FLOW, *OTHERS)}
"""Path (no host, no outer slashes) to endpoint."""


def plain_path(path: str) -> str:
    """The path without outer slashes; repeated ones, as from a base URL that ends in one, are one."""
    return "/".join(filter(None, path.split("/"))) if "//" in path else path.strip("/")


def at(path: str) -> Endpoint | None:
    """The endpoint a path means, with or without outer slashes."""
    return ENDPOINTS.get(plain_path(path))


def unknown(path: str) -> Endpoint:
    """A path that is not one of the CRM's, as an endpoint without parameters."""
    return Endpoint(path, path, "POST", (), source="none", evidence="assumed")


def nearest(path: str) -> Endpoint | None:
    """The endpoint that a wrong path most likely means: for `upsell/import` it is upsale/import."""
    wanted = plain_path(path).lower()
    by_lower = {known.lower(): endpoint for known, endpoint in ENDPOINTS.items()}
    close = difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.5)
    return by_lower[close[0]] if close else None


__all__ = [
    "CONFIRM_ORDER",
    "CONFIRM_PAYPAL",
    "ENDPOINTS",
    "FLOW",
    "IMPORT_CLICK",
    "IMPORT_LEAD",
    "IMPORT_ORDER",
    "IMPORT_UPSALE",
    "OTHERS",
    "PAGE_TYPES",
    "UPSELL_PAGES",
    "Endpoint",
    "Evidence",
    "Need",
    "Parameter",
    "at",
    "nearest",
    "plain_path",
    "unknown",
]
