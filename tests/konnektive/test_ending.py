"""How walks end: counted as the sandbox's record counts them, and said in a sentence."""

from __future__ import annotations

import pytest
from sqlalchemy import text

import store
from konnektive.ending import ending, outcome
from konnektive.run import Run
from konnektive.sandbox import shared
from konnektive.target import sandbox_client
from tests.konnektive.walking import fresh_client, fresh_run, walked


def ordered(**changes: str) -> Run:
    *_, run = fresh_run().to_end(fresh_client(), edits=lambda index: changes if index == 4 else {})
    return run


def test_a_declined_card_is_a_decline_and_a_call_made_wrongly_is_not() -> None:
    assert ending(ordered(cardNumber="4000000000000002", cardSecurityCode="123")) == "declined"
    assert ending(ordered(product1_id="")) == "lead"


def test_the_sentence_names_the_order_and_its_upsells() -> None:
    run = walked()
    assert outcome(run) == f"Sold as order {run.carried['orderId']}, with 2 upsells."
    assert outcome(ordered(product1_id="")).endswith("1 of 11 steps not accepted.")
    assert outcome(fresh_run()) == "Abandoned before anything was known about the visitor."


@pytest.mark.parametrize("name", ["full", "lead-only", "one-page-checkout", "paypal-legacy", "3ds"])
def test_the_record_counts_a_walk_as_it_ended(name: str) -> None:
    run = walked(name, sandbox_client(shared()))
    store.close_all()
    with store.connect().reading() as connection:
        [(kept, calls)] = connection.execute(text("select outcome, calls from visit")).all()
    assert (kept, calls) == (ending(run), len(run.attempts))
