"""The sandbox as a whole: callers, strictness, faults, reset, snapshot, clock."""

from __future__ import annotations

import json

import pytest

from konnektive.sandbox import ApiUser, Sandbox
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.faults import Fault
from tests.konnektive.sandbox.selling import LOGIN, NOON, PERSON, call, clicked, lead, sandbox, sold


def test_wrong_credentials_are_refused_in_the_vendors_words() -> None:
    for login in (
        {},
        {"loginId": "demo"},
        {"loginId": "demo", "password": "Demo"},
        {"loginId": "x", "password": "demo"},
    ):
        answered = sandbox().answer("POST", "leads/import", login)
        assert (answered.status, answered.message) == (200, "Could not authenticate credentials")


def test_a_callers_address_is_checked_where_a_list_is_kept() -> None:
    crm = sandbox(users=(ApiUser("demo", "demo", addresses=("10.0.0.0/8", "192.0.2.7")),))
    for caller, fits in (("10.1.2.3", True), ("192.0.2.7", True), ("203.0.113.9", False)):
        answered = crm.answer(
            "POST", "landers/clicks/import", LOGIN | {"pageType": "leadPage"}, caller=caller
        )
        assert (answered.result == "SUCCESS") is fits
        assert fits or answered.message == f"IP must be whitelisted - {caller}"


def test_the_word_of_a_cloud_lets_any_address_pass() -> None:
    crm = sandbox(users=(ApiUser("demo", "demo", addresses=("AWS",)),))
    assert crm.answer("POST", "leads/import", LOGIN, caller="203.0.113.9").message != ""
    assert "whitelisted" not in str(crm.answer("POST", "leads/import", LOGIN, caller="203.0.113.9").message)


def test_a_users_password_is_not_kept_as_it_was_typed() -> None:
    crm = sandbox()
    crm.set(users=(ApiUser("qa", "correct horse"),))
    assert b"correct horse" not in crm.snapshot()
    assert crm.answer(
        "POST", "leads/import", {"loginId": "qa", "password": "correct horse"}
    ).message.startswith("First")
    assert crm.answer("POST", "leads/import", {"loginId": "qa", "password": "wrong"}).message.startswith(
        "Could not"
    )


def run(crm: Sandbox) -> list[bytes]:
    """Every answer of a small funnel."""
    session = clicked(crm)
    order = lead(crm, sessionId=session)
    answers = [
        call(crm, "landers/clicks/import", pageType="checkoutPage", sessionId=session),
        call(crm, "order/import", campaignId=1, orderId=order),
        call(crm, "order/query", orderId=order),
    ]
    return [json.dumps(sold(crm)).encode(), *(answered.body for answered in answers)]


@pytest.mark.parametrize("set_at", [NOON, None])
def test_the_same_calls_after_a_reset_give_the_same_answers(set_at: int | None) -> None:
    crm = sandbox(set_at=set_at)
    first = run(crm)
    crm.reset()
    assert run(crm) == first
    crm.reset(seed=7)
    assert run(crm) != first


def test_a_reset_forgets_buyers_and_keeps_what_a_user_set() -> None:
    crm = sandbox(strict=True)
    crm.set(faults=(Fault("delay", nth=99),))
    crm.account.strict = False
    lead(crm)
    crm.reset()
    assert not crm.account.orders and not crm.account.customers
    assert crm.account.faults.on and len(crm.account.campaigns) == 4


def test_a_snapshot_brings_everything_back() -> None:
    crm = sandbox()
    order = sold(crm, 104)["orderId"]
    kept = crm.snapshot()
    expected = call(crm, "order/query", orderId=order).body
    later = [
        one.body for one in (call(crm, "leads/import", campaignId=1, **PERSON), call(crm, "order/query"))
    ]
    crm.advance(100 * DAY)
    crm.reset()
    assert crm.restore(kept) == ""
    assert call(crm, "order/query", orderId=order).body == expected
    again = [
        one.body for one in (call(crm, "leads/import", campaignId=1, **PERSON), call(crm, "order/query"))
    ]
    assert again == later


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"settings": {}, "objects": {"order": [1]}}', b"\xff"])
def test_a_snapshot_that_is_none_is_refused_with_a_reason(text: bytes) -> None:
    crm = sandbox()
    order = lead(crm)
    assert "Not a snapshot" in crm.restore(text)
    assert order in crm.account.orders


def test_strict_refuses_what_the_documentation_forbids() -> None:
    crm = sandbox(strict=True)
    first = {"pageType": "leadPage", "requestUri": "https://shop.example.com/", "userAgent": "x"}
    assert set(call(crm, "landers/clicks/import", pageType="leadPage").message) == {"requestUri", "userAgent"}
    assert call(crm, "landers/clicks/import", **first, colour="red").message == {
        "colour": "is not a parameter of this call"
    }
    session = call(crm, "landers/clicks/import", **first).message["sessionId"]
    person = {"campaignId": 1} | PERSON
    assert set(call(crm, "leads/import", **person).message) == {"sessionId"}
    assert set(call(crm, "leads/import", sessionId="f" * 32, **person).message) == {"sessionId"}
    assert call(crm, "leads/import", sessionId=session, **person).result == "SUCCESS"


def test_as_the_crm_lets_it_pass() -> None:
    assert call(sandbox(), "landers/clicks/import", pageType="leadPage", colour="red").result == "SUCCESS"


def test_a_share_of_the_calls_meets_a_fault_and_always_the_same_ones() -> None:
    crm = sandbox()
    crm.set(faults=(Fault("500", endpoint="leads/import", rate=0.3),))
    met = [call(crm, "leads/import").fault for _ in range(300)]
    assert 60 < met.count("500") < 120
    assert call(crm, "landers/clicks/import", pageType="leadPage").fault == ""
    crm.reset()
    assert [call(crm, "leads/import").fault for _ in range(300)] == met


def test_the_clock_is_set_advanced_and_let_go() -> None:
    crm = sandbox()
    crm.set_clock(0)
    assert sold(crm)["dateCreated"] == "1970-01-01 00:00:00"
    crm.advance(36 * 3_600_000)
    assert sold(crm, emailAddress="b@example.com")["dateCreated"] == "1970-01-02 12:00:00"
    crm.set_clock(None)
    assert sold(crm, emailAddress="c@example.com")["dateCreated"] > "2026"


def test_what_holds_a_card_number_in_the_wrong_place_is_masked_where_it_enters() -> None:
    crm = sandbox()
    number = "4111111111111111"
    uri = "https://shop.example.com/?password=hunter2"
    answers = [
        call(crm, "leads/import", campaignId=1, **PERSON | {"lastName": number, "custom1": f"card {number}"}),
        call(crm, "landers/clicks/import", pageType="leadPage", requestUri=uri),
        call(crm, f"order/{number}"),
        call(crm, "cart/activecampaign", type="CUSTOMER", token="s3cret", email="a@example.com"),
    ]
    told = b"".join(answered.body for answered in answers) + crm.snapshot()
    assert number.encode() not in told
    assert b"hunter2" not in told and b"s3cret" not in told
