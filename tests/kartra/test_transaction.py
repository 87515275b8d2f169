"""A transaction in one shape, from either generation of keys and from the IPN."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.event import Event
from kartra.transaction import Transaction
from kartra.transaction_kind import KINDS, kind_of


def event(action: str | None = "buy_product", **details: Any) -> Event:
    return Event(
        action, "outbound", True, 1, {"id": "10", "email": "lead@x.com"}, "transaction_details", details
    )


def transaction(action: str | None = "buy_product", **details: Any) -> Transaction:
    found = Transaction.of(event(action, **details))
    assert found is not None
    return found


def test_an_event_without_a_transaction_has_none() -> None:
    assert Transaction.of(Event("assign_tag", "outbound", True, 1, {}, "tag", {"tag_id": "1"})) is None


@pytest.mark.parametrize("prefix", ["buyer", "lead"])
def test_the_buyer_is_read_under_either_name(prefix: str) -> None:
    told = {
        f"{prefix}_id": 7,
        f"{prefix}_email": "a@x.com",
        f"{prefix}_first_name": "Ann",
        f"{prefix}_last_name": "B",
    }
    found = transaction(**told)
    assert (found.lead_id, found.lead_email, found.lead_name) == ("7", "a@x.com", "Ann B")


def test_the_lead_stands_in_where_no_buyer_is_named() -> None:
    assert transaction().lead_email == "lead@x.com"


def test_an_ipn_post_is_one_with_empties_and_trial() -> None:
    told = "transaction_id=5 transaction_type=rebill transaction_full_amount=49.00 original_id=0 trial=1"
    told += " transaction_discount=N/A lead_id=7 transaction_subscription_pay_number=2"
    fields = dict(pair.split("=") for pair in told.split())
    found = Transaction.of(Event(None, "ipn", True, 1, {}, None, fields))
    assert found is not None
    assert (found.kind, found.surface, found.amount_cents, found.original_id) == ("rebill", "ipn", 4900, "")
    assert (found.trial, found.pay_number, found.discount_cents, found.findings) == (True, 2, None, ())


@pytest.mark.parametrize(
    ("kind", "revenue"),
    [("sale", 4900), ("rebill", 4900), ("refund", -4900), ("partial_refund", -4900), ("chargeback", -4900),
     ("failed", 0), ("cancellation", 0)],
)  # fmt: skip
def test_the_kind_gives_the_amount_its_sign(kind: str, revenue: int) -> None:
    assert transaction(transaction_type=kind, transaction_full_amount="49.00").revenue_cents == revenue


def test_a_refund_loses_its_sign_and_a_negative_sale_is_a_finding() -> None:
    assert transaction(transaction_type="refund", transaction_full_amount="-49.00").amount_cents == 4900
    negative = transaction(transaction_type="sale", transaction_full_amount="-49.00")
    assert (negative.amount_cents, [one.code for one in negative.findings]) == (-4900, ["amount-negative"])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("free", "amount-unreadable"),
        ("$49.00", "amount-mended"),
        ("1.005", "amount-rounded"),
        ("9" * 40, "amount-too-large"),
    ],
)
def test_an_odd_amount_is_a_finding_with_its_path(told: str, code: str) -> None:
    (one,) = transaction(transaction_full_amount=told).findings
    assert (one.code, one.path) == (code, "action_details.transaction_details.transaction_full_amount")


@pytest.mark.parametrize("told", ["", "N/A", None])
def test_an_empty_amount_is_no_finding(told: str | None) -> None:
    found = transaction(transaction_full_amount=told)
    assert (found.amount_cents, found.findings) == (None, ())


def test_the_date_states_the_zone_it_was_read_in() -> None:
    found = transaction(transaction_date="2024-02-19 11:20:45")
    assert (found.ts, found.zone, found.date) == (1708359645000, "EST (UTC-5)", "2024-02-19 11:20:45")


def test_9999_is_endless_and_no_number_of_payments() -> None:
    assert transaction(payments_left="9999").is_endless
    assert not transaction(payments_left="3").is_endless


@pytest.mark.parametrize(
    ("told", "action", "kind", "note"),
    [
        ("sale", "buy_product", "sale", ""),
        ("", "refund_product", "refund", ""),
        ("Partial refund", "", "partial_refund", ""),
        ("Request Can.", "", "cancellation_requested", ""),
        ("partial_refund", "refund_product", "partial_refund", "contradicts-action"),
        ("gift", "buy_product", "gift", "unknown"),
        ("", "", "unknown", "missing"),
    ],
)
def test_the_type_tells_the_kind_and_the_action_only_where_it_is_silent(
    told: str, action: str, kind: str, note: str
) -> None:
    read = kind_of(told, action)
    assert (read.kind, read.note) == (kind, note)


KEYS = [
    "transaction_id",
    "transaction_type",
    "transaction_full_amount",
    "transaction_date",
    "trial_payment",
    "payments_left",
    "buyer_email",
    "lead_id",
    "original_id",
    "transaction_subscription_pay_number",
]
VALUES = [
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.just([1]),
    st.just({}),
]


@given(st.dictionaries(st.sampled_from(KEYS), st.one_of(*VALUES)))
def test_no_value_makes_it_fail(details: dict[str, Any]) -> None:
    found = transaction(**details)
    assert isinstance(found.revenue_cents, int)
    assert found.kind in KINDS or found.findings
