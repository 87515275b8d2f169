"""Which visit a call belongs to where its ids are missing, wrong or somebody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from konnektive.audit import Report, audit, read
from tests.konnektive.audit.faults import FAULTS, at
from tests.konnektive.audit.recorded import (
    CLICK,
    CONFIRM,
    LEAD,
    ORDER,
    START,
    Record,
    clean,
    copied,
    json_lines,
    numbers,
)


def report(records: list[Record]) -> Report:
    for place, record in enumerate(records):
        record["time"] = (START + timedelta(seconds=place)).isoformat()
    return audit([read(json_lines(records))])


def named(found: Report) -> set[tuple[str, int]]:
    return {(one.rule.name, one.call.number) for _, one in found.findings if one.severity != "info"}


def test_a_call_without_ids_belongs_to_the_visit_it_came_in_the_middle_of() -> None:
    records = copied(clean("no presell"))
    lead = at(records, LEAD)
    records[lead]["params"].pop("sessionId")
    records[lead]["response"] = {"result": "ERROR", "message": "no"}
    records[at(records, ORDER)]["params"].pop("orderId")
    found = report(records)
    assert len(found.visits) == 1
    assert ("SES-001", 2) in named(found)
    assert 2 in found.visits[0].visit.attributed


def test_a_confirm_without_order_goes_to_the_visitor_on_the_thank_you_page() -> None:
    one, other = copied(clean("no presell", 1)), clean("left after lead", 2)
    one[at(one, CONFIRM)]["params"].pop("orderId")
    found = report([*one[:4], other[0], *one[4:], other[1]])
    assert [len(judged.visit.calls) for judged in found.visits] == [6, 2]
    assert named(found) == {("CNF-004", 7)}


def test_a_sessionId_made_up_by_the_client_is_held_against_the_visit() -> None:
    records = copied(clean("everything"))
    for record in records[1:]:
        if "sessionId" in record["params"]:
            record["params"]["sessionId"] = "sid_123"
        if record["endpoint"] == CLICK:
            record["response"] = {"result": "SUCCESS", "message": {"sessionId": "sid_123"}}
    found = report(records)
    assert len(found.visits) == 1
    assert {("SES-003", 2), ("SES-004", 2)} == named(found)


def test_a_second_session_of_the_same_address_is_one_visit() -> None:
    records = copied(clean("no presell"))
    click, order = at(records, CLICK, "checkoutPage"), at(records, ORDER)
    for record in records[click:]:
        record["params"].pop("orderId", None)
        if "sessionId" in record["params"]:
            record["params"]["sessionId"] = "f" * 32
    records[click]["params"].pop("sessionId")
    records[click]["response"] = {"result": "SUCCESS", "message": {"sessionId": "f" * 32}}
    records[order]["response"]["message"]["orderId"] = "FFFFFFFFF1"
    found = report(records[:-1])
    assert len(found.visits) == 1
    assert {("SES-002", 3), ("ORD-002", 4)} <= named(found)


def test_one_persons_session_with_anothers_order_does_not_join_them() -> None:
    one, other = copied(clean("everything", 1)), copied(clean("everything", 2))
    mixed = [record for pair in zip(one, other, strict=True) for record in pair]
    order = at(one, ORDER)
    one[order]["params"]["sessionId"] = other[1]["params"]["sessionId"]
    found = report(mixed)
    assert len(found.visits) == 2
    assert [rule for rule, _ in named(found)] == ["SES-002"]
    assert not [f for f in found.visits[1].findings if f.severity != "info"]


def test_a_session_opened_in_the_middle_of_a_visit_is_no_other_person() -> None:
    records = copied(clean("everything"))
    FAULTS["SES-002"][0](records)
    FAULTS["SES-005"][0](records)
    found = report(records)
    assert len(found.visits) == 1
    assert {("SES-002", 4), ("SES-005", 6)} <= named(found)


@pytest.mark.parametrize("shape", ["everything", "paypal legacy"])
def test_a_made_up_session_and_a_new_one_after_it_are_one_visit(shape: str) -> None:
    records = copied(clean(shape))
    FAULTS["SES-003"][0](records)
    opening = FAULTS["SES-002"][0](records)
    found = report(records)
    assert len(found.visits) == 1
    assert {("SES-003", 2), ("SES-002", numbers(records)[opening])} <= named(found)


def test_clicks_whose_session_was_not_used_open_the_visit_that_made_one_up() -> None:
    records = copied(clean("everything"))
    FAULTS["SES-001"][0](records)
    FAULTS["SES-003"][0](records)
    found = report(records)
    assert len(found.visits) == 1
    assert named(found) == {("SES-001", 2), ("SES-003", 3)}


def test_an_order_that_nobody_knows_may_be_confirmed_twice() -> None:
    records = copied(clean("everything"))
    FAULTS["LEA-004"][2](records)
    FAULTS["CNF-003"][0](records)
    found = report(records)
    assert len(found.visits) == 1
    assert named(found) == {("LEA-004", 12), ("LEA-004", 13), ("CNF-003", 13)}


def test_without_answers_visits_are_told_apart_by_what_is_sent() -> None:
    records = [record | {"response": None} for seed in (1, 2, 3) for record in clean("everything", seed)]
    found = report(records)
    assert [len(judged.visit.calls) for judged in found.visits] == [12, 12, 12]
    assert not named(found)
    assert "UPS-003" in found.visits[0].silent
