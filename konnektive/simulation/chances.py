"""How simulated visitors behave: shares and weights, each a number that a user may change."""

from __future__ import annotations

from dataclasses import dataclass

Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities from 0 to 1; weights are relative."""

    goes_to_lead: float = 0.62
    """Of those who see the presell page."""
    leaves_address: float = 0.71
    """Of those who see the lead page."""
    goes_to_checkout: float = 0.82
    """Of those who left an address."""
    orders: float = 0.58
    """Of those who see the checkout."""
    declined: float = 0.11
    """Of card payments."""
    tries_another_card: float = 0.45
    """Of those whose card was declined."""
    pays_by_paypal: float = 0.14
    confirms_paypal: float = 0.78
    takes_upsell: tuple[float, ...] = (0.31, 0.17, 0.12, 0.08)
    """At each upsell page in turn."""
    leaves_upsells: float = 0.04
    """Closes the window at an upsell page, never to see the thank-you page."""
    confirms_order: float = 0.95
    """A funnel that forgets Confirm Order now and then."""
    affiliates: Weights = (("AF54B33412", 5), ("AF77C01290", 3), ("AFB20D11E4", 1.5), ("", 2))
    sources: Weights = (("facebook", 5), ("google", 3), ("newsletter", 1), ("tiktok", 1.5), ("", 1))
    campaigns: Weights = (("spring-sale", 3), ("retargeting", 1), ("lookalike", 2))
    devices: Weights = (("mobile", 6), ("desktop", 3), ("tablet", 0.6))
    hours: tuple[float, ...] = (
        2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 9, 10, 12, 12, 10, 7, 4,
    )  # fmt: skip
    """Weight of each hour of the day, UTC."""
    days: int = 30
    """Over how many days, the last of which is today."""
    seconds_on_page: float = 25.0
    """Mean time between two pages."""
