"""A reference stands for what an earlier step sent, or the reader is told why it can not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kartra.generation import Callback, Unfit
from kartra.lifecycles import Scenario, Unreadable, scenario, told

BOUGHT = {"event": ["buy_product", "ipn:sale"], "as": "p"}


def tell(value: object, *more: dict[str, object]) -> tuple[Callback, ...] | Unfit | Unreadable:
    last = {"event": "assign_tag", "set": {"tag_name": value}}
    read = scenario(json.dumps({"title": "x", "steps": [BOUGHT, *more, last]}))
    return told(read, start=0) if isinstance(read, Scenario) else read


def tag(value: object) -> tuple[Any, Any]:
    made = tell(value)
    assert isinstance(made, tuple), made
    return made[-1].payload["action_details"]["tag"]["tag_name"], made[0].payload


def test_references_within_lists_and_maps_are_filled() -> None:
    said, sent = tag({"who": ["${p.lead.email}", 5], "${p.action}": "x ${p.lead_email}"})
    email = sent["lead"]["email"]
    assert said == {"who": [email, 5], "buy_product": f"x {email}"}


def test_blanks_within_the_braces_are_allowed() -> None:
    said, sent = tag("No. ${ p.transaction_id }")
    assert said == f"No. {sent['action_details']['transaction_details']['transaction_id']}"


def test_all_that_a_step_sent_is_looked_through() -> None:
    said, sent = tag("${p.payment_processor_type} ${p.secret_key} ${p.lead.custom_fields[0].field_id}")
    processor = sent["action_details"]["transaction_details"]["payment_processor_type"]
    assert said == f"{processor} your-ipn-secret 324"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("${p}", "`${p}` is no reference; write ${step.field}, such as ${p.transaction_id}."),
        ("${p.transaction_id", "is no reference"),
        ("${}", "is no reference"),
        ("${p .id}", "is no reference"),
        ("${p.a[" + "9" * 5000 + "]}", "is no reference"),
        ("${q.transaction_id}", "no earlier step is called q; there are p."),
        (["a", {"b": "${p}"}], "is no reference"),
    ],
)
def test_a_reference_that_can_not_be_one_is_refused_with_its_step(text: object, reason: str) -> None:
    made = tell(text)
    assert isinstance(made, Unreadable)
    assert made.reason.startswith("Step 2 (line 1): ") and reason in made.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("${p.transaction_ids}", "p sent no field transaction_ids; did you mean transaction_id?"),
        ("${p.lead.zzz}", "p sent no field lead.zzz."),
        ("${p.lead}", "holds several values"),
        ("${p." + "9" * 5000 + "}", "p sent no field"),
    ],
)
def test_a_field_that_was_not_sent_is_told_with_its_step(text: str, reason: str) -> None:
    made = tell(text)
    assert isinstance(made, Unfit)
    assert made.edit.startswith("Step 2, ${p.") and reason in made.reason


def test_a_thing_may_bear_the_name_of_what_was_sent() -> None:
    made = tell("x", {"event": "assign_tag", "thing": "Bought ${p.product_id}"})
    assert isinstance(made, tuple)
    assert made[2].payload["action_details"]["tag"]["tag_name"].startswith("Bought 1")


def test_references_that_double_each_other_end() -> None:
    steps: list[dict[str, object]] = [{"event": "assign_tag", "as": "s0", "set": {"a": "x" * 16}}]
    for number in range(40):
        twice = f"${{s{number}.a}}" * 2
        steps.append({"event": "assign_tag", "as": f"s{number + 1}", "set": {"a": twice}})
    made = tell("x", *steps)
    assert isinstance(made, Unfit) and "more than" in made.reason
