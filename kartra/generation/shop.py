"""The invented business whose events are made: its products and prices, and the things around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kartra.transaction_fields import ENDLESS

Billing = Literal["once", "subscription", "trial", "instalments"]


@dataclass(frozen=True, slots=True)
class PricePoint:
    """One way to pay for a product; amounts in cents."""

    ordinal: int
    billing: Billing
    cents: int
    cycle_days: int = 0
    payments: int = 1
    """How many payments in all; `ENDLESS` runs until cancelled."""
    trial_cents: int = 0
    trial_days: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """Something to buy, with the membership that it opens."""

    id: int
    name: str
    official_name: str
    membership_id: int
    membership_name: str
    level_id: int
    level_name: str
    prices: tuple[PricePoint, ...]
    shipping_cents: int = 0

    def price(self, billing: Billing) -> PricePoint | None:
        """The first price point that bills so."""
        return next((one for one in self.prices if one.billing == billing), None)


PRODUCTS = (
    Product(118, "Signature Course", "The Signature Course", 21, "Signature Portal", 2, "Gold", (
        PricePoint(1, "once", 49_700), PricePoint(2, "instalments", 17_900, 30, 3))),
    Product(124, "Inner Circle", "Inner Circle Membership", 22, "Inner Circle", 1, "Member", (
        PricePoint(1, "subscription", 4_900, 30, ENDLESS),
        PricePoint(2, "trial", 4_900, 30, ENDLESS, trial_cents=100, trial_days=7))),
    Product(131, "Starter Kit", "The Starter Kit", 23, "Starter Library", 1, "Basic", (
        PricePoint(1, "once", 2_700),)),
    Product(136, "Meal Planner Pro", "Meal Planner Pro", 24, "Planner App", 1, "Pro", (
        PricePoint(1, "subscription", 1_900, 30, ENDLESS),
        PricePoint(2, "trial", 1_900, 30, ENDLESS, trial_cents=0, trial_days=14))),
    Product(142, "Recipe Book", "The Recipe Book (printed)", 25, "Recipe Library", 1, "Reader", (
        PricePoint(1, "once", 3_400),), shipping_cents=690),
)  # fmt: skip

Named = tuple[tuple[int, str], ...]
"""Things with an id and a name, as every simple action carries one."""

THINGS: Mapping[str, Named] = {
    "list": ((12, "Newsletter EN"), (14, "Webinar registrants"), (19, "Customers"), (23, "Recipe club")),
    "tag": ((44, "Lead magnet"), (45, "Customer"), (51, "Watched the masterclass"), (58, "Cart abandoned")),
    "form": ((88, "Opt-in - ebook"), (91, "Webinar registration"), (97, "Contact us")),
    "sequence": ((7, "Welcome 5-day"), (9, "Launch countdown"), (11, "Onboarding"), (15, "Win back")),
    "tracking_link": ((91, "Email 2 CTA"), (94, "Instagram bio"), (102, "Partner banner")),
    "page_split_test_link": ((301, "Sales page headline B"), (304, "Checkout short form")),
    "video": ((31, "Masterclass replay"), (34, "Lesson 1: First steps"), (35, "Lesson 2: The plan")),
    "kartra_page": ((2201, "Opt-in page"), (2202, "Sales page"), (2203, "Checkout"), (2204, "Thank you")),
    "calendar": ((3, "Discovery call"), (5, "Group coaching")),
    "class": ((14, "30 min"), (17, "60 min")),
    "survey": ((6, "Where are you now?"), (8, "Course feedback")),
}

HOSTS = (("Ana", "Ruiz", "ana.ruiz@example.com"), ("Ben", "Okoro", "ben.okoro@example.com"))
QUESTIONS = (
    ("How many hours a week can you give this?", ("Less than 2", "2 to 5", "More than 5")),
    ("What holds you back most?", ("Time", "Money", "Knowing where to start")),
    ("Have you bought a course before?", ("Yes", "No")),
)
AFFILIATES = ("", "", "", "", "", "janedoe4f21", "healthyhub77")
TRACKING = (
    ("", "", ""), ("", "", ""), ("fb", "cold-3", "FB ad 3 - cold"), ("google", "brand", "Google brand"),
    ("ig", "story-7", "Instagram bio"), ("mail", "launch-2", "Email 2 CTA"),
)  # fmt: skip
PROCESSORS = ("Stripe", "Stripe", "Stripe", "PayPal", "PayPal", "Braintree", "Authorize.net")
