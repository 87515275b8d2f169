"""A person as one event tells of them."""

from __future__ import annotations

from typing import Any

import pytest

from kartra.custom_fields import custom_fields
from kartra.event import Event
from kartra.lead import Lead


def lead(details: dict[str, Any] | None = None, **fields: Any) -> Lead:
    key = "transaction_details" if details else "tag"
    return Lead.of(Event("assign_tag", "outbound", True, 1, fields, key, details or {"tag_id": "1"}))


@pytest.mark.parametrize("told", ["10", 10, 10.0, " 10 "])
def test_an_id_is_text_whatever_its_json_type(told: object) -> None:
    assert lead(id=told).lead_id == "10"


@pytest.mark.parametrize("told", ["", "0", 0, None, "N/A", "{{lead_id}}", "REDACTED", True, [1], {}])
def test_what_is_no_id_names_nobody(told: object) -> None:
    assert lead(id=told).identities == ()


def test_an_address_identifies_in_any_case() -> None:
    assert lead(email=" Ann@Example.COM ").identities == ("email:ann@example.com",)
    assert lead(email="Ann@Example.COM").email == "Ann@Example.COM"


@pytest.mark.parametrize("told", ["{{email}}", "[email protected]", "j***@example.com", "REDACTED", "nobody"])
def test_a_placeholder_is_shown_and_identifies_nobody(told: str) -> None:
    assert (lead(email=told).email, lead(email=told).address) == (told, "")


def test_the_buyer_stands_in_for_a_missing_lead() -> None:
    for prefix in ("buyer", "lead"):
        found = lead({f"{prefix}_id": "7", f"{prefix}_email": "a@x.com", f"{prefix}_first_name": "Ann"})
        assert (found.identities, found.name) == (("id:7", "email:a@x.com"), "Ann")


def test_a_lead_of_its_own_is_not_mixed_with_the_buyer() -> None:
    assert lead({"buyer_email": "other@x.com"}, id="1").email == ""


def test_names_leave_out_what_is_empty_or_unfilled() -> None:
    assert (
        lead(id="1", first_name="Ann", middle_name="", last_name="{{last}}", last_name2="Lee").name
        == "Ann Lee"
    )


def test_consent_is_told_both_ways_with_the_likelier_first() -> None:
    assert lead(id="1", gdpr_lead_communications="1").contact == (
        "agreed to be contacted (likely; the 2020 text reads 1 as “did not agree”)"
    )
    assert lead(id="1", gdpr_lead_status=9).gdpr_status == "undocumented value 9"


OPTIONS = [{"option_id": "1", "option_value": "red"}, {"option_id": "2", "option_value": "blue"}]


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (
            [{"field_identifier": "colour", "field_type": "checkbox", "field_value": OPTIONS}],
            {"colour": "red, blue"},
        ),
        ({"0": {"field_identifier": "colour", "field_value": "red"}}, {"colour": "red"}),
        ({"colour": "red"}, {"colour": "red"}),
        ({"field_identifier": "colour", "field_value": None}, {"colour": ""}),
        ([{"field_id": 3, "field_value": True}], {"3": "true"}),
        (["text"], {"": "text"}),
        ("", {}),
        (None, {}),
        ([], {}),
    ],
)
def test_custom_fields_are_read_in_every_shape(told: object, values: dict[str, str]) -> None:
    assert {one.identifier: one.value for one in custom_fields(told)} == values
