"""Every recorded exchange, replayed: each recorded key is there with its JSON type."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from konnektive.endpoints import ENDPOINTS
from konnektive.sandbox import Answered, ApiUser, Sandbox
from konnektive.sandbox.answering import ANSWERING
from tests.konnektive.sandbox.selling import CARD, LOGIN, SHIP, call, lead, message, sandbox, sold

FOLDER = Path(__file__).parents[3] / "sample_payloads/konnektive/exchanges"
LEAD = json.loads((FOLDER / "06_lead_request.json").read_text())["request"]
ORDER = json.loads((FOLDER / "10_order_request_card.json").read_text())["request"]


def sample(number: int) -> dict[str, Any]:
    return json.loads(next(FOLDER.glob(f"{number:02d}_*.json")).read_text())


def send(crm: Sandbox, path: str, request: dict[str, Any], **changed: Any) -> Answered:
    params = {name: str(value) for name, value in (request | LOGIN | changed).items()}
    return crm.answer("POST", path, {name: value for name, value in params.items() if value != "None"})


def envelope(answered: Answered) -> Any:
    return json.loads(answered.body)


def missing(recorded: Any, given: Any, place: str = "") -> list[str]:
    """Where the given value lacks a recorded key or has another type; a recorded null allows any."""
    if recorded is None:
        return []
    if type(recorded) is not type(given) and not ({type(recorded), type(given)} <= {int, float}):
        return [f"{place}: {type(given).__name__} where {type(recorded).__name__} was recorded"]
    if isinstance(recorded, dict):
        gone = [f"{place}.{name} is missing" for name in recorded if name not in given]
        return gone + [
            problem
            for name in recorded
            if name in given
            for problem in missing(recorded[name], given[name], f"{place}.{name}")
        ]
    if isinstance(recorded, list) and recorded:
        return missing(recorded[0], given[0], f"{place}[0]") if given else [f"{place} is empty"]
    return []


def recorded_lead(crm: Sandbox) -> str:
    return str(send(crm, "leads/import", LEAD).message["orderId"])


def approved(crm: Sandbox) -> Answered:
    return send(crm, "order/import", ORDER, orderId=recorded_lead(crm))


def held(crm: Sandbox) -> Answered:
    return send(crm, "order/import", sample(13)["request"], orderId=recorded_lead(crm))


def settled_read(crm: Sandbox) -> Answered:
    order = held(crm).message["orderId"]
    call(crm, "order/qa", orderId=order, action="APPROVE")
    return crm.answer("GET", "order/query", LOGIN | {"orderId": order})


def without_shipping(crm: Sandbox) -> Answered:
    request = {name: value for name, value in ORDER.items() if not name.startswith("ship")}
    return send(crm, "order/import", request, orderId=recorded_lead(crm))


def upsold_twice(crm: Sandbox) -> Answered:
    order = approved(crm).message["orderId"]
    request = sample(27)["request"][0]
    assert send(crm, "upsale/import", request, orderId=order).result == "SUCCESS"
    return send(crm, "upsale/import", sample(27)["request"][1], orderId=order)


def paypal_order(crm: Sandbox, number: int) -> Answered:
    order = lead(crm, campaignId=6)
    return send(crm, "order/import", sample(number)["request"], orderId=order, **SHIP)


REPLAYS: dict[int, Callable[[Sandbox], Answered]] = {
    4: lambda crm: send(crm, "landers/clicks/import", sample(1)["request"]),
    5: lambda crm: send(crm, "landers/clicks/import", sample(1)["request"], fraudPixel="1"),
    7: lambda crm: send(crm, "leads/import", LEAD),
    8: lambda crm: send(crm, "leads/import", LEAD, campaignId="6"),
    9: lambda crm: call(crm, "leads/import", campaignId="999999"),
    15: approved,
    16: held,
    17: lambda crm: send(crm, "order/import", ORDER, orderId=lead(crm), cardNumber="4000000000000002"),
    18: lambda crm: send(crm, "order/import", ORDER, orderId=lead(crm), cardNumber="5105105105105100"),
    19: without_shipping,
    20: lambda crm: call(crm, "order/import", campaignId=459),
    21: lambda crm: call(crm, "order/preauth", **CARD),
    22: lambda crm: call(crm, "order/preauth", orderId=lead(crm), **CARD),
    24: lambda crm: paypal_order(crm, 24),
    26: lambda crm: paypal_order(crm, 26),
    28: upsold_twice,
    30: lambda crm: crm.answer("POST", "leads/import", {"loginId": "demo", "password": "wrong"}),
    34: settled_read,
    35: lambda crm: call(crm, "order/query", orderId="NOSUCHORDER"),
}
"""Number of the recorded answer to how it is brought about."""

VERBATIM = (9, 17, 18, 19, 20, 21, 22, 28, 30, 35)
"""Answers that come word by word as they were recorded."""


@pytest.mark.parametrize("number", REPLAYS)
def test_a_recorded_answer_has_every_recorded_key_and_type(number: int) -> None:
    answered = envelope(REPLAYS[number](sandbox()))
    assert missing(sample(number)["response"], answered) == []
    assert answered["result"] == sample(number)["response"]["result"]


@pytest.mark.parametrize("number", VERBATIM)
def test_a_recorded_refusal_comes_word_by_word(number: int) -> None:
    assert envelope(REPLAYS[number](sandbox())) == sample(number)["response"]


def test_a_redirect_has_one_of_the_two_printed_shapes() -> None:
    crm = sandbox()
    answered = envelope(send(crm, "order/import", sample(23)["request"], orderId=recorded_lead(crm), **SHIP))
    assert missing(sample(23)["response"][0], answered) == []


def test_the_recorded_sale_has_the_recorded_amounts() -> None:
    recorded, given = sample(15)["response"]["message"], approved(sandbox()).message
    same = (
        "orderStatus",
        "totalAmount",
        "amountPaid",
        "totalRefundRemaining",
        "cardExpiryDate",
        "cardType",
        "name",
    )
    assert {name: given[name] for name in same} == {name: recorded[name] for name in same}
    assert list(given) == list(recorded)
    own = ("purchaseId", "merchantTxnId", "nextBillDate")
    items = [{k: v for k, v in one["items"][0].items() if k not in own} for one in (recorded, given)]
    assert items[0] == items[1]


def test_the_recorded_held_order_is_not_paid() -> None:
    recorded, given = sample(16)["response"]["message"], held(sandbox()).message
    same = ("orderStatus", "reviewStatus", "amountPaid", "totalAmount")
    assert {name: given[name] for name in same} == {name: recorded[name] for name in same}
    assert given["items"][0]["txnType"] == recorded["items"][0]["txnType"] == "AUTHORIZE"


def test_the_recorded_reviews_are_answered_as_recorded() -> None:
    crm = sandbox()
    order = held(crm).message["orderId"]
    for request, response in zip(sample(36)["request"], sample(36)["response"], strict=True):
        assert envelope(send(crm, "order/qa", request, orderId=order)) == response


def test_the_recorded_refusals_of_callers_are_answered_as_recorded() -> None:
    allowed_elsewhere = ApiUser("demo", "demo", addresses=("192.0.2.0/24",))
    nothing_ticked = ApiUser("demo", "demo", endpoints=("order/query",))
    for number, user in ((31, allowed_elsewhere), (32, nothing_ticked)):
        crm = sandbox(users=(user,))
        answered = crm.answer("POST", "leads/import", LOGIN, caller="203.0.113.9")
        assert envelope(answered) == sample(number)["response"]


def test_transactions_have_the_keys_that_clients_read() -> None:
    crm = sandbox()
    ordered = sold(crm)
    days = {"startDate": "9/16/26", "endDate": "09/16/2026"}
    queried = message(crm, "transactions/query", orderId=ordered["orderId"])
    summed = message(crm, "transactions/summary", reportType="date", dateRangeType="txnDate", **days)
    rows, summary = sample(37)["response"]
    rows["message"]["data"][0]["transactionId"] = 1
    assert missing(rows["message"], queried) == []
    assert missing(summary["message"], summed) == []


@pytest.mark.parametrize("number", [*range(1, 4), 6, *range(10, 15), 24, 25, 26, *range(33, 34), 38, 39])
def test_every_recorded_request_is_understood(number: int) -> None:
    crm, one = sandbox(), sample(number)
    requests = one["request"] if isinstance(one["request"], list) else [one["request"]]
    for request in requests:
        answered = send(crm, one["endpoint"], request)
        assert answered.status == 200 and answered.result in ("SUCCESS", "ERROR", "MERC_REDIRECT")
        assert "No endpoint" not in str(answered.message)


EVIDENCE = {
    "landers/clicks/import": "vendor",
    "leads/import": "recorded",
    "order/import": "recorded",
    "transactions/confirmPaypal": "code",
    "upsale/import": "code",
    "order/confirm": "assumed",
    "order/query": "recorded",
    "order/preauth": "recorded",
    "order/qa": "recorded",
    "order/cancel": "assumed",
    "order/refund": "assumed",
    "order/update": "assumed",
    "order/salestax": "code",
    "transactions/query": "code",
    "transactions/summary": "code",
    "transactions/refund": "assumed",
    "transactions/update": "assumed",
    "cbdata/query": "code",
    "customer/query": "code",
    "customer/update": "assumed",
    "customer/addnote": "assumed",
    "customer/history": "code",
    "purchase/query": "code",
    "purchase/cancel": "assumed",
    "purchase/refund": "assumed",
    "purchase/update": "assumed",
    "purchase/pause": "assumed",
    "campaign/query": "code",
    "product/query": "code",
    "fulfillment/update": "assumed",
    "fulfillment/query": "code",
    "cart/activecampaign": "assumed",
    "landingpages/clicks/import/2": "code",
}
"""What the shape of each endpoint's answer rests on."""


def test_every_endpoint_is_answered_and_its_evidence_is_named() -> None:
    assert {path: one.evidence for path, one in ENDPOINTS.items()} == EVIDENCE
    assert set(ANSWERING) == set(EVIDENCE)


@pytest.mark.parametrize("path", [path for path, rests_on in EVIDENCE.items() if rests_on == "recorded"])
def test_an_endpoint_that_claims_a_recording_has_one(path: str) -> None:
    answers = [json.loads(file.read_text()) for file in FOLDER.glob("*.json")]
    recorded = [one for one in answers if "recorded" in one["evidence"] and "response" in one]
    assert any(one["endpoint"].strip("/") == path for one in recorded)
