"""Which function answers which path."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from konnektive.sandbox.answered import Answered
from konnektive.sandbox.call import Call
from konnektive.sandbox.clicks import import_click, import_click_by_old_path
from konnektive.sandbox.confirming import confirm_order
from konnektive.sandbox.leads import import_lead
from konnektive.sandbox.orders import import_order
from konnektive.sandbox.paypal import confirm_paypal
from konnektive.sandbox.upsales import import_upsale

ANSWERING: Mapping[str, Callable[[Call], Answered]] = {
    "landers/clicks/import": import_click,
    "landingpages/clicks/import/2": import_click_by_old_path,
    "leads/import": import_lead,
    "order/import": import_order,
    "transactions/confirmPaypal": confirm_paypal,
    "upsale/import": import_upsale,
    "order/confirm": confirm_order,
}
"""Paths without outer slashes."""
