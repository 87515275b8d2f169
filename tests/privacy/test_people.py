"""Whoever is known is found again wherever the value stands as words of its own."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.people import People


def known(*pairs: tuple[str, str]) -> People:
    people = People()
    for kind, value in pairs:
        people.add(kind, value)
    return people


def shown(people: People, text: str) -> str:
    return people.replaced(text, lambda kind, value: f"<{kind}>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Santos called", "<name> called"),
        ("MARIA and santos", "<name> and <name>"),
        ("maria_santos, Maria+Santos, maria-santos", "<name>, <name>, <name>"),
        (r"{\"a\":\"Maria\"} \nSantos", r"{\"a\":\"<name>\"} \n<name>"),
        ("x%20Maria%2520Santos", "x%20<name>"),
        ("Marianne Santostefano", "Marianne Santostefano"),
    ],
)
def test_names_are_found_in_any_case_and_escape_and_never_inside_words(text: str, expected: str) -> None:
    assert shown(known(("name", "Maria Santos")), text) == expected


def test_short_numbers_are_no_mark_of_anybody() -> None:
    people = known(("postal code", "1010"), ("name", "N/A"), ("city", "-"))
    assert shown(people, "1010 N/A - x") == "1010 N/A - x"
    assert people.kind_of("1010") is None


def test_json_is_searched_at_any_depth_and_in_its_strings() -> None:
    people = People()
    deep: object = {"payload": json.dumps({"lead": {"name": "Maria Santos"}, "address": {"line": "12 Elm"}})}
    for _ in range(3_000):
        deep = [deep]
    people.add_all(deep)
    people.add_all(
        [{"name": "home_phone", "value": "x"}, {"field_identifier": "phone", "field_value": "5551234"}]
    )
    assert [people.kind_of(one) for one in ("maria santos", "12 ELM", "5551234")] == [
        "name",
        "address",
        "phone",
    ]


@given(st.text(alphabet="abxyéñöçšłø'李雷Я", min_size=3, max_size=12).filter(lambda t: t.strip("'") == t))
def test_a_name_is_found_in_every_escape(name: str) -> None:
    people = known(("name", name))
    forms = [name, name.upper(), quote(name), quote_plus(name), json.dumps(name)[1:-1], escape(name)]
    assert [form for form in forms if shown(people, f'"{form}"') != '"<name>"'] == []
    assert people.kind_of(name.upper()) == "name"


def test_a_crowd_in_a_long_text_is_told() -> None:
    people = known(*(("name", f"Person{n}") for n in range(2_000)))
    assert people.are_too_many_for(" ".join(f"Person{n}" for n in range(2_000)))
    assert not people.are_too_many_for("Person1 " * 2_000)
