"""Any field can be changed, added or removed, and what can not be is explained."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.generation import Callback, Unfit, callback, edited
from kartra.generation.edits import Edit, path

AT = 1_795_000_000_000


def payload(*texts: str, edition: str = "later", kind: str = "buy_product") -> Any:
    after = edited(callback(kind, 1, at=AT, edition=edition), texts)
    assert isinstance(after, Callback), after
    return after.payload


def test_text_takes_the_type_of_what_stood_there() -> None:
    new = payload("lead.id=77", "lead.score=5")["lead"]
    old = payload("lead.id=77", "lead.score=many", edition="2020")["lead"]
    assert (new["id"], new["score"]) == ("77", "5")
    assert (old["id"], old["score"]) == (77, "many")


def test_json_is_taken_as_it_is() -> None:
    lead = payload("lead.id:=77", 'lead.company:="A"', "lead.tags:=[1, null]")["lead"]
    assert (lead["id"], lead["company"], lead["tags"]) == (77, "A", [1, None])


def test_a_bare_name_is_found_in_the_details_and_in_the_lead() -> None:
    after = payload("transaction_full_amount=1.00", "first_name=Zed", "lead_email=x@y.z")
    assert after["action_details"]["transaction_details"]["transaction_full_amount"] == "1.00"
    assert after["action_details"]["transaction_details"]["lead_email"] == "x@y.z"
    assert after["lead"]["first_name"] == "Zed"


def test_a_name_that_is_nowhere_is_added_at_the_top() -> None:
    assert payload("version=2")["version"] == "2"
    assert payload("a.b.c=1")["a"] == {"b": {"c": "1"}}


def test_lists_are_changed_grown_and_shortened_by_place() -> None:
    fields = payload("lead.custom_fields[1].field_value=green")["lead"]["custom_fields"]
    assert fields[1]["field_value"] == "green"
    assert payload("lead.custom_fields.5:={}")["lead"]["custom_fields"][5] == {}
    assert len(payload("-lead.custom_fields[0]")["lead"]["custom_fields"]) == 4


def test_fields_are_removed() -> None:
    after = payload("-lead.company", "-action")
    assert "company" not in after["lead"] and "action" not in after


def test_the_scalar_of_a_score_can_be_set() -> None:
    assert payload("points=500", kind="reaches_score")["action_details"] == {"points": "500"}


def test_a_form_stays_text() -> None:
    after = payload("transaction_full_amount:=5", "extra:=[1]", "-secret_key", kind="ipn:sale")
    assert (after["transaction_full_amount"], after["extra"]) == ("5", "[1]")
    assert "secret_key" not in after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected path=value"),
        ("nonsense", "expected path=value"),
        ("=1", "expected path=value"),
        (".=1", "names no field"),
        ("lead.=x", "names in its path is empty"),
        ("lead..email=x", "names in its path is empty"),
        ("lead.custom_fields[]=x", "names in its path is empty"),
        ("-lead.", "names in its path is empty"),
        ("-", "names no field"),
        ("a:={", "not JSON"),
        ("a=\udcff", "half a character"),
        ("-nowhere", "no 'nowhere' to remove"),
        ("lead.email.x=1", "nothing below 'x'"),
        ("lead.custom_fields[9]=1", "no place in a list of 5"),
        ("lead.custom_fields.x=1", "no place in a list of 5"),
    ],
)
def test_what_can_not_be_done_is_explained(text: str, reason: str) -> None:
    after = edited(callback("buy_product", 1, at=AT), [text])
    assert isinstance(after, Unfit)
    assert reason in after.reason and after.edit in (text, ascii(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"a[{'9' * 5_000}]=x", "too long for a place"),
        (f"-{'9' * 5_000}", "too long for a place"),
        (f"a{'.a' * 5_000}=1", "levels deep"),
        (f"-a{'.a' * 5_000}", "levels deep"),
        (f"a:={'[' * 40_000}{']' * 40_000}", "levels deep"),
        (f"a:={'[' * 4_900}", "levels deep"),
        (f"a:={'[' * 200}{']' * 200}", "levels deep"),
    ],
)
def test_what_is_out_of_all_proportion_is_refused_in_one_short_line(text: str, reason: str) -> None:
    after = edited(callback("buy_product", 1, at=AT), [text])
    assert isinstance(after, Unfit) and reason in after.reason
    assert len(str(after)) < 250
    assert "\n" not in str(Unfit("non\nsense", "is none."))


@pytest.mark.parametrize("step", ["a" + ".a" * 5_000, "9" * 5_000])
def test_a_path_that_a_story_gives_is_held_to_the_same(step: str) -> None:
    assert isinstance(edited(callback("buy_product", 1, at=AT), [Edit(path(step), "x")]), Unfit)


@pytest.mark.parametrize("text", ["nan", "1e999", "-inf", "1_0", "0x1", "+1", "01", "1.", "\u0661"])
def test_only_a_number_as_json_writes_it_becomes_one(text: str) -> None:
    after = payload(f"transaction_full_amount={text}", edition="2020")
    assert after["action_details"]["transaction_details"]["transaction_full_amount"] == text


def test_a_number_takes_the_place_of_a_number() -> None:
    after = payload("lead.score=5.5", "transaction_full_amount=7", edition="2020")
    assert after["lead"]["score"] == 5.5
    assert after["action_details"]["transaction_details"]["transaction_full_amount"] == 7


def test_the_original_is_never_changed() -> None:
    before = callback("buy_product", 1, at=AT)
    kept = before.body
    edited(before, ["lead.email=x", "-lead.company", "lead.custom_fields[0].field_value:=[]"])
    assert before.body == kept


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    after = edited(callback("buy_product", 1, at=AT), [text])
    assert isinstance(after, Unfit) or after.body
