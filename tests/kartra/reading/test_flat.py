"""Rows of a sheet or a table of one's own, with an event's values side by side."""

from __future__ import annotations

import pytest

from kartra import read

ROWS = {
    "a sheet": "Date,Action,Lead Id,Lead Email,Lead First Name,Tag Id,Tag Name\n"
    "2024-01-02,assign_tag,10,maria@example.com,Maria,5,VIP\n",
    "a database": "action;lead_id;lead_email;lead_first_name;"
    "action_details_tag_tag_id;action_details_tag_tag_name\n"
    "assign_tag;10;maria@example.com;Maria;5;VIP\n",
    "an object": '{"action":"assign_tag","lead_id":"10","lead_email":"maria@example.com",'
    '"lead_first_name":"Maria","tag_id":"5","tag_name":"VIP"}',
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_flat_row_is_an_event(kind: str) -> None:
    [event] = read(ROWS[kind].encode()).events
    assert event.action == "assign_tag"
    assert dict(event.lead) == {"id": "10", "email": "maria@example.com", "first_name": "Maria"}
    assert event.details_key == "tag"
    assert dict(event.details) == {"tag_id": "5", "tag_name": "VIP"}


def test_a_column_of_ones_own_is_kept() -> None:
    [event] = read(ROWS["a sheet"].encode()).events
    assert event.extras == {"Date": "2024-01-02"}


def test_a_row_with_another_action_is_none() -> None:
    assert not read(b'{"action":"login","lead_id":"10","lead_email":"maria@example.com"}').events
