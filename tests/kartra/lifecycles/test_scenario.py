"""A scenario file is read, or the place and the reason are told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartra.generation import KINDS, Unfit
from kartra.generation.dates import DAY, HOUR, MINUTE, SECOND
from kartra.lifecycles import Scenario, Unreadable, scenario, told, told_until
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
        ([{"event": "buys"}], "Step 1 (line 1): there is no event buys"),
        ([{"event": []}], "no event does not report one payment"),
        ([{"event": ["buy_product", "ipn:refund"]}], "does not report one payment"),
        ([{"event": "refund_product", "of": "a"}], "names no earlier step"),
        ([{"event": "assign_tag", "as": "a"}, {"event": "refund_product", "of": "a"}], "Step 2"),
        ([{"event": "buy_product", "after": "soon"}], "no length of time"),
        ([{"event": "ipn:rebill", "after": "when due"}], "needs `of:`"),
        ([{"event": "buy_product", "product": "Moon"}], "no product 'Moon'"),
        (
            [{"event": "buy_product", "after": "36000 days"}, {"event": "buy_product", "after": "1000 days"}],
            "years",
        ),
        ([{"event": "partial_refund_product", "share": 2}], "share"),
        ([{"event": "buy_product", "colour": "red"}], "colour"),
        ([{"event": 5}], "Step 1 (line 1): `event:` should hold the name of an event"),
        ([{}], "event"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(steps: list[dict[str, object]], reason: str) -> None:
    read = story(*steps)
    assert isinstance(read, Unreadable) and reason in read.reason


NO_SCENARIO = [
    "",
    "[]",
    "{",
    "a: b: c",
    "x" * 70_000,
    "!!python/object:os.system {}",
    "&a [*a]",
    "title: x",
    "{title: x, steps: []}",
    "a: &a [1]\nb: *a",
]


@pytest.mark.parametrize("text", NO_SCENARIO)
def test_other_text_is_no_scenario(text: str) -> None:
    assert isinstance(scenario(text), Unreadable)


def test_without_a_name_the_last_payment_is_meant() -> None:
    read = story({"event": "buy_product"}, {"event": "membership_granted"}, {"event": "refund_product"})
    assert isinstance(read, Scenario)
    sale, _, refund = _told(read)
    assert refund.payment.parent_id == sale.payment.transaction_id


def test_a_date_without_quotes_is_the_text_it_looks_like() -> None:
    read = scenario(
        "{title: x, steps: [{event: assign_tag, set: {lead.date_joined: 2026-01-02, n: {1: 2}}}]}"
    )
    assert isinstance(read, Scenario)
    [one] = _told(read)
    assert (one.payload["lead"]["date_joined"], one.payload["n"]) == ("2026-01-02", {"1": 2})


STEPS = st.fixed_dictionaries(
    {"event": st.sampled_from(KINDS)},
    optional={
        "as": st.sampled_from("ab"),
        "of": st.sampled_from("ab"),
        "after": st.sampled_from(["when due", "3 days", "1 s", "999999 days"]),
        "share": st.floats(0, 1),
        "set": st.dictionaries(st.text(max_size=5), st.none() | st.text(max_size=9), max_size=2),
    },
)


@settings(max_examples=80)
@given(st.lists(STEPS, max_size=6), st.integers(0, 5))
def test_whatever_is_read_can_be_told_or_explained(steps: list[dict[str, object]], seed: int) -> None:
    read = story(*steps)
    if isinstance(read, Scenario):
        made = told_until(read, seed, until=1_795_000_000_000)
        assert isinstance(made, Unfit) or all(one.body for one in made)


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_text_makes_reading_raise(text: str) -> None:
    assert isinstance(scenario(text), Scenario | Unreadable)


def test_a_reference_that_leads_nowhere_is_told() -> None:
    read = story({"event": "assign_tag", "set": {"tag_name": "${purchase.transaction_id}"}})
    assert isinstance(read, Unreadable)
    assert read.reason == (
        "Step 1 (line 1): `${purchase.transaction_id}`: no earlier step is called purchase; "
        "name one with `as:`."
    )


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


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("- {event: buy_product, billing: monthly}", "Step 1 (line 3): `billing:` should hold one of once,"),
        ("- {event: buy_prodct}", "Step 1 (line 3): there is no event buy_prodct; did you mean buy_product?"),
        ("- {event: subscription_cancelled}", "did you mean cancel_subscription?"),
        ("- {event: ipn:rebil}", "did you mean ipn:rebill?"),
        ("- {event: assign_tag}\n- {event: assign_tag, name: x}", "Step 2 (line 4): there is no field `na"),
        ("- {event: assign_tag, produkt: x}", "no field `produkt:`; did you mean product?"),
        ("- {event: assign_tag, as: a}\n- {event: assign_tag, as: a}", "Step 2 (line 4): `as: a` is taken"),
        ("- {event: assign_tag, as: my purchase}", "is no plain word; write letters"),
        ("- event: assign_tag\n  event: buy_product", "Line 4, column 3: `event:` is there twice, first in"),
        ("- {event: buy_product, thing: Gold}", "Step 1 (line 3): `thing:` has no place in buy_product"),
        ("- {event: reaches_score, thing: Gold}", "leave it out or use `set:`"),
        ("- {event: filled_form, product: Starter Kit}", "leave it out or use `thing:`"),
        ("- {event: filled_form, billing: once}", "`billing:` is for purchases"),
        ("- {event: buy_product, as: p}\n- {event: assign_tag, of: p}", "`of:` is for payments"),
        ("- {event: refund_product, share: 0.2}", "`share:` is for partial refunds"),
        ("- {event: partial_refund_product, share: 0}", "`share:` should hold a number above 0"),
        ("- {event: assign_tag, set: {'-lead.company': 1}}", "`set:` removes no fields"),
        ("- {event: assign_tag, set: {'${a.b}': 1}}", "names no field; write its path"),
        ("- {event: assign_tag, set: {a: .nan}}", "Line 3, column 32: .nan is no number that can be sent"),
        ("- {event: assign_tag, set: {a: .inf}}", "is no number that can be sent"),
        ("- {event: assign_tag, set: {a: " + "9" * 5000 + "}}", "Line 3, column 32: the number is too long"),
        ("- {event: assign_tag, set: {[a]: 1}}", "a field's name is a word"),
        ("- assign_tag", "Step 1 (line 3): a step has fields; write `event: buy_product`."),
        ("- {event: assign_tag, after: 3}", "`after:` should hold a length of time such as 40 s"),
        ("- {event: assign_tag, set: " + "[" * 60 + "]" * 60 + "}", "nested more than 50 levels"),
        ("- {event: assign_tag, set: {" + ", ".join(f"k{n}: 1" for n in range(201)) + "}}", "200 is the"),
        ("- {event: assign_tag}\n- {event: x: y}", "a colon, a comma or a brace stands in quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_how_to_mend_it(lines: str, reason: str) -> None:
    read = scenario(f"title: x\nsteps:\n{lines}")
    assert isinstance(read, Unreadable) and reason in read.reason, read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("steps: []", "At the top: `title:` is missing"),
        ("{title: x, name: y, steps: []}", "At the top: there is no field `name:`"),
        ("{title: x, steps: buy}", "`steps:` should hold a list"),
        ("{title: x, edition: 2020, steps: [{event: assign_tag}]}", "`edition:` should hold one of 2020,"),
        ("{title: x, mutate: [twin], steps: [{event: assign_tag}]}", "no mutation twin; did you mean twins?"),
        ("just words", "A story has fields"),
        ("a: *b", "aliases (*name) are not used in a story"),
    ],
)  # fmt: skip
def test_what_is_wrong_at_the_top_is_told_as_well(text: str, reason: str) -> None:
    read = scenario(text)
    assert isinstance(read, Unreadable) and reason in read.reason, read


def test_what_looks_like_text_stays_the_text_that_it_is() -> None:
    read = scenario(
        "{title: x, steps: [{event: assign_tag, set: {lead.zip: 02139, lead.country: NO, at: 12:30:00,"
        " on: +49, day: 2026-13-45, yes: true, n: -5, f: 1.5}}]}"
    )
    assert isinstance(read, Scenario)
    assert read.steps[0].set == {
        "lead.zip": "02139", "lead.country": "NO", "at": "12:30:00", "on": "+49", "day": "2026-13-45",
        "yes": True, "n": -5, "f": 1.5,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["\U0001f600", "a\U0001f600\U0001f600b", "\\\\ud83d\\ude00", "é\t/"])
def test_json_may_escape_any_character(text: str) -> None:
    read = story({"event": "assign_tag", "set": {"tag_name": text}})
    assert isinstance(read, Scenario), read
    assert read.steps[0].set == {"tag_name": text}


def test_half_a_character_is_refused() -> None:
    assert isinstance(story({"event": "assign_tag", "set": {"tag_name": "\ud83d"}}), Unreadable)
