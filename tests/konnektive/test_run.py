"""A walk as a value: firing, going on, stopping, breaking, and what is carried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konnektive.ending import ending
from konnektive.endpoints import CONFIRM_ORDER
from konnektive.shipped import shipped_funnels
from tests.konnektive.walking import fresh_client, fresh_run, walked

EXPECTED = {
    "full": ("sold", 11),
    "lead-only": ("lead", 3),
    "one-page-checkout": ("sold", 5),
    "paypal-legacy": ("sold", 7),
    "paypal-direct": ("sold", 8),
    "3ds": ("sold", 8),
}


def test_every_shipped_funnel_has_an_expected_outcome() -> None:
    assert set(shipped_funnels()) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_shipped_funnel_ends_as_expected(name: str) -> None:
    run = walked(name)
    assert (ending(run), len(run.attempts)) == EXPECTED[name]
    assert {run.mark(step.index) for step in run.steps} <= {"accepted", "redirect"}


def test_firing_returns_another_run_and_leaves_this_one_as_it_was() -> None:
    run = fresh_run()
    fired = run.fire(fresh_client())
    assert run.attempts == ()
    assert [one.exchange.outcome for one in fired.attempts] == ["accepted"]


def test_a_refused_step_stops_the_walk() -> None:
    run = fresh_run()
    seen = list(run.to_end(fresh_client(), edits=lambda index: {"pageType": "nowhere"} if index == 1 else {}))
    assert (seen[-1].position, seen[-1].mark(1)) == (1, "refused")


def test_a_refused_step_is_passed_when_told_to_go_on() -> None:
    wrong = {"pageType": "nowhere"}
    *_, run = fresh_run().to_end(
        fresh_client(), stop_on_refusal=False, edits=lambda index: wrong if index == 1 else {}
    )
    assert run.step is None
    assert run.mark(1) == "refused"


def test_what_answers_mint_is_carried_to_every_later_call() -> None:
    run = walked()
    session, order = run.carried["sessionId"], run.carried["orderId"]
    sent = [one.exchange.params for one in run.attempts]
    assert all(params["sessionId"] == session for params in sent[1:-1])
    assert all(params["orderId"] == order for params in sent if params.get("orderId"))
    assert "sessionId" not in sent[0]


def test_a_broken_id_changes_what_is_sent_and_nothing_else() -> None:
    run = walked("lead-only").breaking("sessionId", "garble").at(1)
    draft, sent = run.draft(), run.to_send()
    assert {name for name in draft if draft[name] != sent.get(name)} == {"sessionId"}


def test_a_skipped_step_is_marked_until_it_is_fired() -> None:
    skipped = fresh_run().skip()
    assert skipped.mark(0) == "skipped"
    assert skipped.at(0).fire(fresh_client()).mark(0) == "accepted"


def test_no_attempt_keeps_a_secret() -> None:
    run = walked("paypal-legacy")
    card = walked()
    for attempt in (*run.attempts, *card.attempts):
        assert attempt.exchange.params["password"] == "REDACTED"
        kept = repr(replace(attempt.exchange, endpoint=CONFIRM_ORDER))
        assert "0000000000000000" not in kept
        assert run.carried["token"] not in kept


def test_the_same_seed_walks_as_the_same_buyer() -> None:
    assert fresh_run(seed=4).buyer == fresh_run(seed=4).buyer != fresh_run(seed=5).buyer
