"""What is on sale for what follows, and a sentence where nothing is."""

from __future__ import annotations

import pytest

from kartra.generation.offers import TERMS, Terms, offers, why_none
from kartra.generation.shop import PRODUCTS, Billing

NAMED = {one.name: one for one in PRODUCTS}


def test_everything_is_on_sale_when_nothing_is_asked_for() -> None:
    assert len(offers(None)) == sum(len(one.prices) for one in PRODUCTS)


@pytest.mark.parametrize("kind", TERMS)
def test_what_follows_can_follow_some_purchase(kind: str) -> None:
    assert offers(None, None, TERMS[kind])


def test_only_what_recurs_goes_on_and_only_what_was_paid_goes_back() -> None:
    assert {price.billing for _, price in offers(None, None, TERMS["rebill"])} == {
        "subscription",
        "trial",
        "instalments",
    }
    paid = offers(NAMED["Meal Planner Pro"], None, TERMS["refund"])
    assert [price.billing for _, price in paid] == ["subscription"]


@pytest.mark.parametrize(
    ("product", "billing", "terms", "reason"),
    [
        ("Starter Kit", "trial", Terms(), "Starter Kit is sold once, not with a trial; choose"),
        ("Inner Circle", "once", Terms(), "is sold by subscription or with a trial, not once"),
        ("Recipe Book", None, Terms(recurs=True), "Recipe Book has no subscription that could go on or end"),
        (None, "once", Terms(recurs=True), "what is paid once has no subscription"),
        ("Meal Planner Pro", "trial", Terms(paid=True), "the trial of Meal Planner Pro is free"),
        ("Signature Course", "instalments", Terms(payments=4), "and this would be payment 4"),
    ],
)  # fmt: skip
def test_where_nothing_fits_the_reason_is_told(
    product: str | None, billing: Billing | None, terms: Terms, reason: str
) -> None:
    wanted = NAMED[product] if product else None
    assert not offers(wanted, billing, terms)
    assert reason in why_none(wanted, billing, terms)
