"""A scenario file is read, or the place and the reason are told."""

from __future__ import annotations

import json

import pytest

from kartra.generation import Unfit
from kartra.generation.dates import DAY, HOUR, MINUTE, SECOND
from kartra.lifecycles import Scenario, Unreadable, scenario, told
from kartra.lifecycles.scenario import waiting


def story(*steps: dict[str, object]) -> Scenario | Unreadable:
    return scenario(json.dumps({"title": "x", "steps": steps}))


def test_json_is_read_as_well_as_yaml() -> None:
    read = story(
        {"event": "buy_product", "as": "a"}, {"event": "refund_product", "of": "a", "after": "2 days"}
    )
    assert isinstance(read, Scenario)
    assert [one.at for one in _told(read)] == [1_000, 1_000 + 2 * DAY]


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("3 days", 3 * DAY), ("1 day", DAY), ("40 s", 40 * SECOND), ("1 second", SECOND), ("2h", 2 * HOUR),
     ("90 min", 90 * MINUTE), ("1.5 hours", 90 * MINUTE), ("1 week", 7 * DAY), ("0", 0),
     ("soon", None), ("", None), ("-1 s", None), ("5 years", None)],
)  # fmt: skip
def test_a_length_of_time_is_read(text: str, milliseconds: int | None) -> None:
    assert waiting(text) == milliseconds


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([{"event": "buys"}], "Step 1: there is no event buys"),
        ([{"event": []}], "Step 1: there is no event at all"),
        ([{"event": ["buy_product", "ipn:refund"]}], "do not report the same payment"),
        ([{"event": "refund_product", "of": "a"}], "names no earlier step"),
        ([{"event": "assign_tag", "as": "a"}, {"event": "refund_product", "of": "a"}], "Step 2"),
        ([{"event": "buy_product", "after": "soon"}], "no length of time"),
        ([{"event": "ipn:rebill", "after": "when due"}], "needs `of:`"),
        ([{"event": "buy_product", "product": "Moon"}], "no product 'Moon'"),
        ([{"event": "buy_product", "colour": "red"}], "colour"),
        ([{"event": 5}], "$.steps[0].event"),
        ([{}], "event"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(steps: list[dict[str, object]], reason: str) -> None:
    read = story(*steps)
    assert isinstance(read, Unreadable) and reason in read.reason


NO_SCENARIO = ["", "[]", "{", "a: b: c", "x" * 70_000, "!!python/object:os.system {}", "&a [*a]", "title: x"]


@pytest.mark.parametrize("text", NO_SCENARIO)
def test_other_text_is_no_scenario(text: str) -> None:
    assert isinstance(scenario(text), Unreadable)


def test_a_reference_that_leads_nowhere_is_told() -> None:
    read = story({"event": "assign_tag", "set": {"tag_name": "${purchase.transaction_id}"}})
    assert isinstance(read, Scenario)
    assert told(read, start=0) == Unfit("${purchase.transaction_id}", "no earlier step sent such a field.")


def test_fields_are_set_with_their_types() -> None:
    read = story({"event": "assign_tag", "set": {"lead.score": 5, "lead.tags": ["a"], "tag_name": "VIP"}})
    assert isinstance(read, Scenario)
    [one] = _told(read)
    assert (one.payload["lead"]["score"], one.payload["lead"]["tags"]) == (5, ["a"])
    assert one.payload["action_details"]["tag"]["tag_name"] == "VIP"


def test_an_unknown_mutation_is_told() -> None:
    read = scenario("{title: x, mutate: [lost], steps: [{event: buy_product}]}")
    assert isinstance(read, Unreadable) and "no mutation lost" in read.reason


def test_an_edition_in_the_file_is_the_default() -> None:
    read = scenario("{title: x, edition: '2020', steps: [{event: buy_product}]}")
    assert isinstance(read, Scenario)
    [one] = _told(read)
    assert "buyer_email" in one.payload["action_details"]["transaction_details"]


def _told(read: Scenario):
    made = told(read, start=0)
    assert isinstance(made, tuple)
    return made
