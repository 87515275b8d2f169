"""Which visit a call belongs to where its ids are missing, wrong or somebody else's."""

from __future__ import annotations

from datetime import timedelta

from konnektive.audit import Report, audit, read
from tests.konnektive.audit.faults import at
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


def test_without_answers_visits_are_told_apart_by_what_is_sent() -> None:
    records = [record | {"response": None} for seed in (1, 2, 3) for record in clean("everything", seed)]
    found = report(records)
    assert [len(judged.visit.calls) for judged in found.visits] == [12, 12, 12]
    assert not named(found)
    assert "UPS-003" in found.visits[0].silent
