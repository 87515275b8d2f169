"""One sentence an event, in a marketer's words; nothing is made up that the event does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kartra import read
from kartra.events import ACTIONS
from kartra.generation import KINDS, callback
from kartra.sentence import sentence, subject
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import AT, made


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_can_be_told(kind: str) -> None:
    [event] = read(callback(kind, 2, at=AT).body).events
    told = sentence(event)
    assert told.endswith(".")
    assert "does not document" not in told
    assert "somebody" not in told
    assert "without a name" not in told


def test_an_empty_event_is_told_without_inventing() -> None:
    for action in ACTIONS:
        body = compact({"action": action.name, "lead": {}, "action_details": {}})
        told = sentence(read(body.encode()).events[0])
        assert "somebody" in told
        assert "0.00" not in told


def test_a_purchase_names_buyer_product_amount_and_terms() -> None:
    body = made("buy_product")
    details = body["action_details"]["transaction_details"]
    details |= {
        "lead_first_name": "Maria", "lead_last_name": "Santos", "product_name": "Course A",
        "transaction_full_amount": "49.00", "product_price_point": "1",
        "transaction_date": "2026-11-01 12:00:00",
        "transaction_subscription_id": "", "trial_payment": "0", "transaction_subscription_pay_number": "0",
    }  # fmt: skip
    [event] = read(compact(body).encode()).events
    assert (
        sentence(event) == "A purchase: Maria Santos bought Course A for 49.00 (price point 1) on 1 Nov 2026."
    )
    assert subject(event) == "Course A"


def test_an_undocumented_action_is_told_with_its_nearest() -> None:
    [event] = read(
        compact(made("cancel_subscription") | {"action": "subscription_cancelled"}).encode()
    ).events
    assert "cancel" in sentence(event)


@pytest.mark.parametrize("kind", ["Subscription", "upsell sale"])
def test_a_purchase_of_an_undocumented_type_is_told_as_a_purchase(kind: str) -> None:
    body = made("buy_product")
    body["action_details"]["transaction_details"]["transaction_type"] = kind
    told = sentence(read(compact(body).encode()).events[0])
    assert told.startswith("A purchase: ")
    assert told.endswith(f" Its transaction_type, “{kind}”, is none that Kartra documents.")


def test_a_cancellation_that_is_asked_for_or_taken_back_is_told_as_that() -> None:
    body = made("cancel_subscription")
    for kind, begins in (
        ("request_can", "A cancellation asked for: "),
        ("revert_can", "A cancellation taken"),
    ):
        body["action_details"]["transaction_details"]["transaction_type"] = kind
        assert sentence(read(compact(body).encode()).events[0]).startswith(begins)


def test_a_post_of_an_undocumented_type_is_not_an_event_without_an_action() -> None:
    [event] = read(callback("ipn:sale", 2, at=AT).body).events
    told = sentence(replace(event, details={**event.details, "transaction_type": "bonus"}))
    assert told.startswith("IPN. A transaction of the type “bonus”, which Kartra does not document, about ")
