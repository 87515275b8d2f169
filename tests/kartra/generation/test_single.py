"""Every event, in both generations of keys, reads back as what it was made to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartra import read
from kartra.events import ACTION
from kartra.generation import EDITIONS, KINDS, Edition, callback, transaction_type
from kartra.generation.shop import PRODUCTS
from kartra.ipn_fields import TRANSACTION_TYPES
from kartra.lead import Lead
from kartra.transaction import Transaction

AT = 1_795_000_000_000
SEEDS = (1, 2, 3, 11, 29)
OUTBOUND = [kind for kind in KINDS if not kind.startswith("ipn:")]
REFERRING = ("refund_product", "partial_refund_product", "ipn:refund", "ipn:partial_refund", "ipn:chargeback")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_event_reads_back_without_a_warning(kind: str, edition: Edition) -> None:
    for seed in SEEDS:
        made = callback(kind, seed, at=AT, edition=edition)
        reading = read(made.body, kind)
        [event] = reading.events
        worse = [one for one in (*event.findings, *reading.problems) if one.severity != "info"]
        assert not worse, worse
        assert event.documented
        assert event.surface == made.surface
        assert event.action == (None if made.surface == "ipn" else kind)


@settings(max_examples=60)
@given(
    st.sampled_from(KINDS), st.sampled_from(EDITIONS), st.integers(), st.integers(AT - 10**12, AT + 10**12)
)
def test_no_seed_and_no_time_make_an_event_that_warns(
    kind: str, edition: Edition, seed: int, at: int
) -> None:
    [event] = read(callback(kind, seed, at=at, edition=edition).body).events
    assert not [finding for finding in event.findings if finding.severity != "info"]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("action", OUTBOUND)
def test_an_action_has_the_details_key_and_the_fields_that_are_documented(
    action: str, edition: Edition
) -> None:
    [event] = read(callback(action, 5, at=AT, edition=edition).body).events
    assert event.details_key == ACTION[action].details_key
    wanted = {field.name for field in ACTION[action].fields if field.edition == "both"}
    if edition == "2020":
        assert set(event.details) == wanted
    elif ACTION[action].transaction_type is None:
        assert wanted <= set(event.details)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if transaction_type(kind)])
def test_buyer_and_lead_are_one_person_and_the_money_adds_up(kind: str, edition: Edition) -> None:
    for seed in SEEDS:
        [event] = read(callback(kind, seed, at=AT, edition=edition).body).events
        lead, paid = Lead.of(event), Transaction.of(event)
        assert paid is not None
        assert "@example." in lead.email
        details = event.details
        buyer = details.get("buyer_email", details.get("lead_email"))
        assert event.surface == "ipn" or buyer == lead.email
        assert transaction_type(kind) == details["transaction_type"]
        if transaction_type(kind) != "cancellation":
            base, discount = _cents(details, "base_amount"), _cents(details, "discount")
            added = _cents(details, "tax") + _cents(details, "shipping")
            assert _cents(details, "full_amount") == base - discount + added


@pytest.mark.parametrize("kind", REFERRING)
def test_what_gives_money_back_names_the_order_it_reverses(kind: str) -> None:
    details = _details(kind)
    assert int(details["transaction_parent_id"]) > 0
    assert int(details["transaction_parent_id"]) < int(details["transaction_id"])


@pytest.mark.parametrize("kind", ["ipn:rebill", "ipn:failed"])
def test_an_instalment_belongs_to_the_first_one(kind: str) -> None:
    details = _details(kind)
    assert details["transaction_subscription_pay_number"] == "2"
    assert 0 < int(details["original_id"]) < int(details["transaction_id"])
    assert details["transaction_subscription_id"] not in ("0", "N/A", "")


def test_a_first_sale_is_its_own_original_and_reverses_nothing() -> None:
    details = _details("buy_product")
    assert details["original_id"] == details["transaction_id"]
    assert details["transaction_parent_id"] == "0"
    assert details["transaction_subscription_pay_number"] == "1"


def test_a_partial_refund_gives_back_the_share_that_is_asked_for() -> None:
    sold = callback("partial_refund_product", 4, at=AT, share=0.25)
    whole = callback("refund_product", 4, at=AT)
    part = sold.payload["action_details"]["transaction_details"]["transaction_full_amount"]
    full = whole.payload["action_details"]["transaction_details"]["transaction_full_amount"]
    assert float(part) == pytest.approx(float(full) / 4, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_bytes_and_another_makes_others(kind: str) -> None:
    assert callback(kind, 7, at=AT).body == callback(kind, 7, at=AT).body
    assert callback(kind, 7, at=AT).body != callback(kind, 8, at=AT).body


def test_the_editions_differ_in_keys_order_and_types() -> None:
    old, new = (callback("buy_product", 3, at=AT, edition=edition).payload for edition in EDITIONS)
    assert (list(old), list(new)) == (
        ["lead", "action", "action_details"],
        ["action", "action_details", "lead"],
    )
    assert "buyer_email" in old["action_details"]["transaction_details"]
    assert "lead_email" in new["action_details"]["transaction_details"]
    assert isinstance(old["lead"]["id"], int) and isinstance(new["lead"]["id"], str)
    assert isinstance(old["action_details"]["transaction_details"]["transaction_tax"], float)


def test_the_ipn_writes_what_is_empty_as_each_edition_does() -> None:
    old, new = (callback("ipn:sale", 3, at=AT, edition=edition).payload for edition in EDITIONS)
    assert (old["transaction_jv"], new["transaction_jv"]) == ("", "N/A")
    assert "buyer_billing_city" in old and "lead_city" in new
    assert "transaction_quantity" not in old


@pytest.mark.parametrize("kind", TRANSACTION_TYPES)
def test_an_ipn_body_is_a_form(kind: str) -> None:
    made = callback(f"ipn:{kind}", 2, at=AT)
    assert made.content_type == "application/x-www-form-urlencoded"
    assert f"transaction_type={kind}&".encode() in made.body
    assert f"transaction_type = {kind}" in made.readable


def _details(kind: str) -> Mapping[str, Any]:
    [event] = read(callback(kind, 6, at=AT).body).events
    return event.details


def _cents(details: Mapping[str, Any], name: str) -> int:
    value = details[f"transaction_{name}"]
    return 0 if value in ("", "N/A") else round(float(value) * 100)


@pytest.mark.parametrize("kind", REFERRING)
def test_what_is_given_back_was_paid(kind: str) -> None:
    for seed in range(400):
        paid = callback(kind, seed, at=AT).payment
        assert paid is not None and paid.full_cents > 0


def test_a_refund_is_of_what_the_same_seed_buys() -> None:
    bought, back = (callback(kind, 1, at=AT).payment for kind in ("buy_product", "ipn:refund"))
    assert bought and back
    assert (back.parent_id, back.product) == (bought.transaction_id, bought.product)


def test_the_same_seed_buying_something_else_is_another_purchase() -> None:
    sold = [callback("buy_product", 1, at=AT, product=product).payment for product in PRODUCTS]
    assert len({one.transaction_id for one in sold if one}) == len(PRODUCTS)


def test_each_way_to_follow_a_purchase_has_a_number_of_its_own() -> None:
    kinds = ("sale", "refund", "partial_refund", "chargeback", "rebill", "failed")
    made = [callback(f"ipn:{kind}", 1, at=AT, billing="subscription").payment for kind in kinds]
    assert len({one.transaction_id for one in made if one}) == len(kinds)
    assert len({one.original_id for one in made if one}) == 1


def test_thousands_share_no_number_that_ties_purchases_together() -> None:
    made = [callback("ipn:rebill", f"many/{number}", at=AT, edition="2020") for number in range(3_000)]
    for field in ("transaction_id", "original_id", "transaction_subscription_id", "buyer_id", "buyer_email"):
        assert len({one.payload[field] for one in made}) == len(made), field
