"""Shared data tells nobody's name, and still joins."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from privacy.pseudonyms import Pseudonyms, personal_kind

LEAD = {
    "id": "10", "email": "maria.santos@example.com", "first_name": "Maria", "last_name": "Santos",
    "phone": "2125551234", "ip": "203.0.113.7", "score": "0",
}  # fmt: skip


def test_the_same_address_gives_the_same_token_whatever_its_case() -> None:
    names = Pseudonyms(b"key")
    assert (
        names.json({"email": "A@Example.com"})["email"]
        == names.json({"lead_email": "a@example.com"})["lead_email"]
    )


def test_another_key_gives_other_tokens() -> None:
    assert Pseudonyms(b"one").json(LEAD) != Pseudonyms(b"two").json(LEAD)


def test_ids_and_numbers_stay_and_people_go() -> None:
    shared = Pseudonyms(b"key").json(LEAD)
    assert shared["id"] == "10"
    assert shared["score"] == "0"
    text = json.dumps(shared)
    assert not [word for word in ("maria", "Maria", "Santos", "2125551234", "203.0.113.7") if word in text]


def test_a_value_echoed_in_another_field_gets_the_same_token() -> None:
    shared = Pseudonyms(b"key").json(
        {"first_name": "Maria", "note": "Maria called from maria.santos@example.com"}
    )
    assert "Maria" not in shared["note"]
    assert shared["first_name"] in shared["note"]
    assert "santos" not in shared["note"]


def test_what_was_hidden_is_counted() -> None:
    names = Pseudonyms(b"key")
    hidden = names.counted(json.dumps(names.json(LEAD | {"password": "x"})))
    assert hidden == {"email": 1, "name": 2, "phone": 1, "ip": 1, "secret": 1}


def test_prefixed_fields_are_personal_too() -> None:
    kinds = [
        personal_kind(n) for n in ("buyer_billing_address", "shipAddress1", "emailAddress", "product_name")
    ]
    assert kinds == ["address", "address", "email", None]


@given(st.text(alphabet="abcdefghij", min_size=4, max_size=12))
def test_a_planted_address_never_leaves(local: str) -> None:
    address = f"{local}@planted.example"
    shared = Pseudonyms(b"key").json(
        {"email": address, "deep": [{"text": f"to {address}, {address.upper()}"}]}
    )
    assert "planted.example" not in json.dumps(shared).lower()
