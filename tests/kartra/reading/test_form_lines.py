"""Events that were posted as forms, one a line, alone or between lines of JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kartra.reading import read

TAGGED = {"lead": {"id": "7", "email": "a@example.com"}, "action": "assign_tag",
          "action_details": {"tag": {"tag_id": "1", "tag_name": "A"}}}  # fmt: skip


def outbound(number: int) -> str:
    return json.dumps(TAGGED | {"lead": {"id": str(number), "email": "a@example.com"}})


def ipn(number: int) -> str:
    return (
        f"transaction_id={number}&transaction_full_amount=22.80&transaction_type=sale&buyer_email=a%40b.example"
        "&buyer_first_name=Ana&product_name=Course+A&product_id=4"
    )


@given(st.lists(st.booleans(), min_size=2, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_each_line_is_an_event_in_its_place(forms: list[bool], end: str) -> None:
    lines = [ipn(n) if is_form else outbound(n) for n, is_form in enumerate(forms, 1)]
    reading = read(end.join(lines).encode())
    assert [event.surface for event in reading.events] == ["ipn" if one else "outbound" for one in forms]
    step = end.count("\n")
    assert [event.line for event in reading.events] == [1 + n * step for n in range(len(forms))]
    assert not reading.problems


def test_a_line_that_is_neither_is_told_and_harms_no_other() -> None:
    lines = [ipn(1), outbound(2), ipn(3), "connection closed", ipn(4), outbound(5)]
    reading = read("\n".join(lines).encode())
    assert [event.line for event in reading.events] == [1, 2, 3, 5, 6]
    assert [(one.code, one.line, one.severity) for one in reading.problems] == [
        ("line-without-event", 4, "info")
    ]


def test_lines_of_json_without_an_event_are_told_once() -> None:
    lines = [
        outbound(1),
        '{"level": "info"}',
        outbound(2),
        '{"a":',
        outbound(3),
        *map(outbound, range(4, 20)),
    ]
    reading = read("\n".join(lines).encode())
    assert len(reading.events) == 19
    assert [(one.code, one.line) for one in reading.problems] == [("line-without-event", 2)]
    assert "2 lines" in reading.problems[0].message


def test_nested_and_wrapped_forms_are_lines_too() -> None:
    nested = "action=assign_tag&lead[id]=7&lead[email]=a%40b.example&action_details[tag][tag_name]=A"
    wrapped = "payload=%7B%22action%22%3A%22assign_tag%22%2C%22lead%22%3A%7B%22id%22%3A%227%22%7D%2C" \
              "%22action_details%22%3A%7B%22tag%22%3A%7B%22tag_name%22%3A%22A%22%7D%7D%7D"  # fmt: skip
    reading = read(f"{nested}\n{wrapped}\n{ipn(3)}".encode())
    assert [(event.surface, event.action) for event in reading.events][:2] == [("outbound", "assign_tag")] * 2
    assert len(reading.events) == 3


def test_one_form_folded_over_lines_stays_one() -> None:
    whole = ipn(1)
    at = whole.index("&buyer_first")
    for folded in (whole[:at] + "\n" + whole[at:], whole[: at + 1] + "\n" + whole[at + 1 :]):
        (event,) = read(folded.encode()).events
        assert event.details["product_name"] == "Course A"
