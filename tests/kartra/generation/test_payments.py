"""Payments that follow from each other agree to the cent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartra.generation.dates import DAY
from kartra.generation.payments import Payment, cancellation, instalment, renewal_at, reversal, sale
from kartra.generation.people import person
from kartra.generation.seed import seeded
from kartra.generation.shop import PRODUCTS, PricePoint, Product
from kartra.transaction_fields import ENDLESS

AT = 1_795_000_000_000
OFFERS = [(product, price) for product in PRODUCTS for price in product.prices]


def sold(offer: tuple[Product, PricePoint], seed: int = 1) -> Payment:
    chance = seeded("payments", seed)
    return sale(chance, AT, person(chance, AT - DAY), *offer)


def offer(billing: str) -> tuple[Product, PricePoint]:
    return next(one for one in OFFERS if one[1].billing == billing)


@settings(max_examples=60)
@given(st.sampled_from(OFFERS), st.integers(0, 10_000), st.floats(0, 1))
def test_what_goes_back_is_the_share_and_its_parts_add_up(
    chosen: tuple[Product, PricePoint], seed: int, share: float
) -> None:
    paid = sold(chosen, seed)
    back = reversal(seeded(seed), AT + DAY, paid, "partial_refund", share)
    assert back.full_cents == round(paid.full_cents * share)
    assert back.full_cents == back.base_cents - back.discount_cents + back.tax_cents + back.shipping_cents
    assert (back.parent_id, back.original_id) == (paid.transaction_id, paid.original_id)
    assert back.transaction_id > paid.transaction_id


def test_a_trial_is_cheap_and_its_first_instalment_is_not() -> None:
    trial = sold(offer("trial"))
    assert trial.base_cents == trial.price.trial_cents < trial.price.cents
    assert renewal_at(trial) == AT + trial.price.trial_days * DAY
    first = instalment(seeded(1), renewal_at(trial), trial)
    assert (first.base_cents, first.in_trial, first.pay_number) == (trial.price.cents, False, 2)


def test_a_plan_counts_its_payments_down_and_an_endless_one_does_not() -> None:
    plan = sold(offer("instalments"))
    second = instalment(seeded(1), AT, plan)
    third = instalment(seeded(2), AT, second)
    assert [one.payments_left for one in (plan, second, third)] == [2, 1, 0]
    endless = sold(offer("subscription"))
    assert instalment(seeded(1), AT, endless).payments_left == endless.payments_left == ENDLESS


def test_a_failed_attempt_and_its_recovery_are_one_instalment() -> None:
    first = sold(offer("subscription"))
    failed = instalment(seeded(1), AT, first, "failed")
    recovered = instalment(seeded(2), AT, failed)
    following = instalment(seeded(3), AT, recovered)
    assert [one.pay_number for one in (failed, recovered, following)] == [2, 2, 3]


def test_a_cancellation_keeps_the_last_payment_s_number() -> None:
    first = sold(offer("subscription"))
    ended = cancellation(AT + DAY, first)
    assert (ended.transaction_id, ended.type, ended.at) == (first.transaction_id, "cancellation", AT + DAY)


@pytest.mark.parametrize("seed", range(40))
def test_card_digits_and_subscription_ids_fit_the_processor(seed: int) -> None:
    one = sold(offer("subscription"), seed)
    assert one.subscription is not None
    assert (one.last_4 == "") == (one.processor == "PayPal")
    marks = {"PayPal": "I-", "Stripe": "sub_"}
    assert one.subscription.id.startswith(marks.get(one.processor, ""))
