"""Payments of a story follow from each other, or the step that can not happen is named."""

from __future__ import annotations

import json

import pytest

from kartra.generation import Callback
from kartra.lifecycles import Scenario, Unreadable, scenario, told
from kartra.lifecycles.plan import Impossible, plan

KIT = {"event": "buy_product", "as": "p", "product": "Starter Kit"}
PLAN = {"event": "buy_product", "as": "p", "billing": "instalments"}
ANY = {"event": "buy_product", "as": "p"}
BACK = {"event": "refund_product", "of": "p", "as": "r"}


def story(*steps: dict[str, object]) -> Scenario | Unreadable:
    return scenario(json.dumps({"title": "x", "steps": steps}, indent=0))


def tell(seed: int, *steps: dict[str, object]) -> tuple[Callback, ...]:
    read = story(*steps)
    assert isinstance(read, Scenario), read
    made = told(read, seed, start=0)
    assert isinstance(made, tuple), made
    return made


@pytest.mark.parametrize(
    ("steps", "number", "reason"),
    [
        ([KIT, {"event": "ipn:rebill", "of": "p"}], 2, "Starter Kit has no subscription"),
        ([KIT, {"event": "ipn:rebill"}], 2, "Inner Circle and Meal Planner Pro have one"),
        ([KIT, {"event": "assign_tag", "of": "p", "after": "when due"}], 2, "has no subscription"),
        ([{**KIT, "billing": "trial"}], 1, "is sold once, not with a trial"),
        ([PLAN, *({"event": "ipn:rebill"},) * 4], 4, "ends with payment 3, and this would be payment 4"),
        ([PLAN, *({"event": "ipn:rebill", "of": "p"},) * 4], 3, "payment 2 of that plan is paid by step 2"),
        ([KIT, {"event": "partial_refund_product", "of": "p"}, BACK], 3, "50% of it is left"),
        ([KIT, BACK, {"event": "ipn:chargeback", "of": "p"}], 3, "nothing of it is left"),
        ([KIT, BACK, {"event": "ipn:chargeback", "of": "r"}], 3, "r is a refund; name the purchase"),
        ([ANY, BACK, {"event": "ipn:rebill", "of": "r"}], 3, "can not follow r, a refund; name the last"),
        ([ANY, BACK, {"event": "assign_tag", "of": "r", "after": "when due"}], 3, "nothing falls due"),
        ([ANY, {"event": "ipn:failed", "as": "f"}, {"event": "refund_product", "of": "f"}], 3, "failed pay"),
        ([{**ANY, "product": "Meal Planner Pro", "billing": "trial"}, BACK], 2, "Meal Planner Pro is free"),
        ([ANY, {"event": "buy_product", "of": "p"}], 2, "a purchase continues nothing"),
        ([ANY, {"event": "ipn:rebill", "product": "Inner Circle"}], 2, "those of the purchase, p"),
        ([{"event": "cancel_subscription", "product": "Recipe Book"}], 1, "Recipe Book has no subscription"),
    ],
)  # fmt: skip
def test_what_can_not_be_paid_is_told_with_its_step(
    steps: list[dict[str, object]], number: int, reason: str
) -> None:
    read = story(*steps)
    assert isinstance(read, Unreadable)
    assert read.reason.startswith(f"Step {number} (line ") and reason in read.reason


@pytest.mark.parametrize("seed", range(25))
def test_a_purchase_that_is_left_open_fits_what_follows(seed: int) -> None:
    first, *others = tell(seed, ANY, *({"event": "ipn:rebill", "after": "30 days"},) * 3, BACK)
    assert first.payment and first.payment.full_cents > 0
    assert [one.payment.pay_number for one in others[:3] if one.payment] == [2, 3, 4]


@pytest.mark.parametrize("seed", range(25))
def test_quarters_given_back_are_never_more_than_was_paid(seed: int) -> None:
    quarter = {"event": "partial_refund_product", "of": "p", "share": 0.25}
    paid, *back = [one.payment.full_cents for one in tell(seed, ANY, *(quarter,) * 4) if one.payment]
    assert 0 < sum(back) <= paid and all(back)


def test_a_failed_payment_is_recovered_once() -> None:
    failed = {"event": "ipn:failed", "of": "p", "as": "f"}
    again = {"event": "ipn:rebill", "of": "f"}
    assert isinstance(story(ANY, failed, again), Scenario)
    assert isinstance(story(ANY, failed, again, again), Unreadable)


def test_another_product_than_before_is_bought_where_what_follows_needs_one() -> None:
    made = tell(1, KIT, {"event": "buy_product", "as": "q"}, {"event": "ipn:rebill", "of": "q"})
    assert made[1].payment and made[1].payment.subscription


def test_a_plan_of_a_value_that_was_never_a_file_is_told_as_well() -> None:
    read = story(KIT)
    assert isinstance(read, Scenario) and not isinstance(plan(read), Impossible)
