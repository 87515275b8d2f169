"""A stateful sandbox of the CRM, for funnels, tests and simulations."""

from konnektive.sandbox.adapter import SANDBOX_URL, SandboxAdapter
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.catalogue import Affiliate, Campaign, Catalogue, Coupon, Product
from konnektive.sandbox.sandbox import Happened, Sandbox
from konnektive.sandbox.shared import shared
from konnektive.sandbox.users import ApiUser

__all__ = [
    "SANDBOX_URL",
    "Affiliate",
    "Answered",
    "ApiUser",
    "Campaign",
    "Catalogue",
    "Coupon",
    "Happened",
    "Product",
    "Sandbox",
    "SandboxAdapter",
    "shared",
]
