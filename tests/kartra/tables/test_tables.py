"""Tables lose no field, keep their columns, and count a person and a transaction once."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.event import Event
from kartra.lead import Lead
from kartra.lifecycles.sample import sample_events
from kartra.reading import read
from kartra.tables import Gathering, Tables, tables
from kartra.tables.kept import slow
from kartra.tables.people import SCHEMA as LEAD_SCHEMA
from kartra.tables.transactions import SCHEMA as TRANSACTION_SCHEMA
from kartra.transaction import Transaction

BODIES = [callback.body for callback in sample_events(150, seed=3)]
EVENTS = [event for body in BODIES for event in read(body).events]


def event(lead: dict[str, Any], details: dict[str, Any] | None = None, **fields: Any) -> Event:
    told = {"action": "buy_product" if details else "assign_tag", "surface": "outbound", "documented": True}
    key = "transaction_details" if details else "tag"
    given = {"line": 1, "lead": lead, "details_key": key, "details": details or {"tag_id": "1"}}
    return Event(**(told | given | fields))


def sale(number: str, cents: str = "49.00", **fields: Any) -> dict[str, Any]:
    told = {"transaction_id": number, "transaction_type": "sale", "transaction_full_amount": cents}
    return told | {"transaction_date": "2024-02-19 11:20:45"} | fields


def people(*events: Event) -> list[dict[str, Any]]:
    return tables(events).leads.to_pylist()


def test_columns_are_the_same_whatever_came() -> None:
    for found in (tables([]), tables(EVENTS), tables([event({"surprise": [1]})])):
        assert found.leads.schema == LEAD_SCHEMA
        assert found.transactions.schema == TRANSACTION_SCHEMA


def test_a_person_is_one_row_by_id_and_by_address_in_any_case() -> None:
    found = people(
        event({"id": "10", "email": "Ann@Example.com"}),
        event({"id": 10, "email": "ann@example.com"}),
        event({"email": "ANN@EXAMPLE.COM"}),
        event({"id": "11", "email": "bob@example.com"}),
    )
    assert [(one["lead_id"], one["events"]) for one in found] == [(None, 3), ("11", 1)] or [
        (one["known_as"], one["events"]) for one in found
    ] == [("email:ann@example.com, id:10", 3), ("email:bob@example.com, id:11", 1)]


def test_two_people_who_turn_out_to_be_one_are_put_together() -> None:
    found = people(
        event({"id": "10", "email": "old@example.com"}, sale("1")),
        event({"id": "11", "email": "new@example.com"}, sale("2")),
        event({"id": "10", "email": "new@example.com"}),
    )
    assert [(one["events"], one["transactions"], one["revenue_cents"]) for one in found] == [(3, 2, 9800)]


@pytest.mark.parametrize("email", ["{{email}}", "[email protected]", "j***@example.com", "", None, "N/A"])
def test_a_placeholder_names_nobody(email: str | None) -> None:
    assert people(event({"id": "0", "email": email})) == []


def test_newest_values_win_and_an_ipn_replaces_only_what_it_tells() -> None:
    ipn = {"transaction_type": "sale", "transaction_id": "5", "lead_id": "10"}
    (one,) = people(
        event({"id": "10", "email": "a@example.com", "city": "Bonn", "company": "Old"}),
        event({"id": "10", "email": "a@example.com", "city": "Köln", "company": ""}),
        Event(None, "ipn", True, 1, {"id": "10", "country": "Germany", "city": ""}, None, ipn),
    )
    assert (one["city"], one["company"], one["country"]) == ("Köln", "", "Germany")


def test_of_known_times_of_arrival_the_latest_is_newest() -> None:
    (one,) = people(
        event({"id": "10", "city": "new"}, received_at="2024-02-02T00:00:00Z"),
        event({"id": "10", "city": "old"}, received_at="2024-02-01T00:00:00Z"),
    )
    assert one["city"] == "new"
    assert (one["first_seen"].day, one["last_seen"].day) == (1, 2)


def test_gdpr_is_in_words_and_the_contradiction_is_told() -> None:
    (one,) = people(event({"id": "1", "gdpr_lead_status": "2", "gdpr_lead_communications": 1}))
    assert one["gdpr_status"] == "accepted"
    assert one["may_be_contacted"].startswith("agreed to be contacted (likely")


def test_a_transaction_told_twice_counts_once_for_its_person() -> None:
    found = tables([event({"id": "1"}, sale("7"))] * 3)
    assert found.transactions["counted"].to_pylist() == [True, False, False]
    assert (found.leads["transactions"].to_pylist(), found.leads["revenue_cents"].to_pylist()) == (
        [1],
        [4900],
    )


def test_both_generations_fill_the_same_columns() -> None:
    earlier = sale("1", buyer_email="a@example.com", buyer_billing_city="Bonn", buyer_id="4")
    later = sale("2", lead_email="a@example.com", lead_city="Bonn", lead_id="4")
    rows = tables([event({"id": "4"}, earlier), event({"id": "4"}, later)]).transactions.to_pylist()
    for name in ("lead_email", "billing_city", "lead_id"):
        assert rows[0][name] == rows[1][name] is not None


@pytest.mark.parametrize("amount", ["1,234.50", "$1,234.50", 1234.5, "1234.50"])
def test_amounts_are_integer_cents_and_dates_state_their_zone(amount: object) -> None:
    (row,) = tables([event({"id": "1"}, sale("1", amount))]).transactions.to_pylist()
    assert (row["amount_cents"], row["date_zone"]) == (123450, "EST (UTC-5)")
    assert row["transaction_at"].isoformat() == "2024-02-19T16:20:45+00:00"


@pytest.mark.parametrize("amount", ["free", "N/A", "", None, [1], True])
def test_what_is_no_amount_is_null_and_kept_apart(amount: object) -> None:
    (row,) = tables([event({"id": "1"}, sale("1", amount))]).transactions.to_pylist()
    assert row["amount_cents"] is None
    assert (amount in ("N/A", "", None)) == (row["other"] is None)


def test_typed_rows_say_what_the_transaction_says() -> None:
    rows = tables(EVENTS).transactions.to_pylist()
    told = [one for one in map(Transaction.of, EVENTS) if one is not None]
    same = (
        "transaction_id",
        "kind",
        "product_name",
        "amount_cents",
        "pay_number",
        "original_id",
        "trial_days",
    )
    for row, one in zip(rows, told, strict=True):
        assert {name: row[name] or None for name in same} == {
            name: getattr(one, name) or None for name in same
        }
        assert row["revenue_cents"] == one.revenue_cents
        assert row["transaction_at"] is None or round(row["transaction_at"].timestamp() * 1000) == one.ts


def test_lines_and_events_give_the_same_tables() -> None:
    lines = [body for body in BODIES if body.startswith(b"{")]
    by_line, by_event = Gathering(), Gathering()
    by_line.lines(lines, slow)
    for line in lines:
        by_event.event(read(line).events[0])
    first, second = by_line.tables(), by_event.tables()
    assert first.leads.drop_columns("custom_fields") == second.leads.drop_columns("custom_fields")
    # The number of the line is the one thing that separate readings can not know.
    assert first.transactions.drop_columns("line") == second.transactions.drop_columns("line")


NAMES = st.text(min_size=1, max_size=8).filter(lambda name: name not in ("id", "email", "custom_fields"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def everything(row: dict[str, Any]) -> str:
    return json.dumps(row, default=str, ensure_ascii=False)


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.dictionaries(NAMES, VALUES, max_size=4))
def test_no_field_is_lost(lead: dict[str, Any], details: dict[str, Any]) -> None:
    told = event({"id": "1", **lead}, sale("1", **{f"x_{name}": value for name, value in details.items()}))
    found = tables([told])
    (row,) = found.events.to_pylist()
    assert json.loads(row["lead"]).keys() == told.lead.keys()
    assert json.loads(row["details"]).keys() == told.details.keys()
    (person,), (money,) = found.leads.to_pylist(), found.transactions.to_pylist()
    kept_lead, kept_money = json.loads(person["other"] or "{}"), json.loads(money["other"] or "{}")
    for name, value in lead.items():
        assert value is None or name in kept_lead or person.get(name) is not None
    for name, value in details.items():
        assert value is None or f"x_{name}" in kept_money


def test_half_a_surrogate_which_no_file_can_hold_becomes_a_question_mark() -> None:
    (row,) = people(event({"id": "1", "first_name": "\ud800x", "key\udfff": 10**30}))
    assert row["name"] == "?x"
    assert json.loads(row["other"]) == {"key?": 10**30}


def test_custom_fields_are_one_column_an_identifier() -> None:
    options = [{"option_id": "1", "option_value": "red"}, {"option_id": "2", "option_value": "blue"}]
    fields = [
        {"field_id": "1", "field_identifier": "Colour", "field_type": "checkbox", "field_value": options},
        {"field_id": "2", "field_identifier": "email", "field_type": "input_field", "field_value": "b@x.com"},
    ]
    keyed = {"Colour": "green"}
    found = tables([event({"id": "1", "custom_fields": fields}), event({"id": "2", "custom_fields": keyed})])
    assert found.custom_fields.column_names == ["lead_id", "email", "Colour", "custom.email"]
    assert found.custom_fields["Colour"].to_pylist() == ["red, blue", "green"]


@pytest.mark.parametrize("custom", ["", None, [], {}])
def test_no_custom_fields_in_any_spelling_is_no_row(custom: object) -> None:
    assert tables([event({"id": "1", "custom_fields": custom})]).custom_fields.num_rows == 0


def test_secrets_and_card_numbers_stay_out() -> None:
    told = event(
        {"id": "1", "city": "4111 1111 1111 1111"},
        sale("1", secret_key="hunter2", product_name="4111111111111111"),
    )
    found = tables([told])
    text = "".join(
        everything(row) for name in ("leads", "transactions", "events") for row in rows_of(found, name)
    )
    assert "hunter2" not in text
    assert "4111" not in text


def rows_of(found: Tables, name: str) -> list[dict[str, Any]]:
    table: pa.Table = getattr(found, name)
    return table.to_pylist()


def test_a_lead_and_its_row_have_the_same_name() -> None:
    (row,) = people(EVENTS[0])
    assert row["name"] == Lead.of(EVENTS[0]).name
