"""One odd value in one event breaks nothing: it is read, told, tabled and kept like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kartra.__main__ import main
from kartra.reading import read
from kartra.rows import received_ms, rows_of

ODD = {
    "a date at the end of the calendar": {"transaction_date": "9999-12-31 23:59:59"},
    "a date at its beginning": {"transaction_date": "0001-01-01T00:00:00+14:00"},
    "two signs": {"transaction_subscription_pay_number": "--5", "product_price_point": "--1"},
    "a number beyond all columns": {"product_price_point": 10**30, "transaction_full_amount": 10**30},
    "an id beyond all columns": {"transaction_id": 10**30},
    "a wait of aeons": {"rebill_circle": "999999999999", "transaction_subscription_id": "sub_1"},
    "more aeons": {
        "rebill_circle": "9" * 18,
        "trial_period": "9" * 18,
        "transaction_subscription_id": "sub_1",
    },
}
COMMANDS = (
    ("read",), ("read", "--json"), ("read", "--csv", "leads"), ("read", "--csv", "events"),
    ("read", "--csv", "transactions"), ("ledger",), ("ledger", "--json"), ("ledger", "--csv"), ("import",),
)  # fmt: skip


def event(number: int, **changed: object) -> str:
    details = {
        "transaction_id": str(number),
        "transaction_type": "sale",
        "transaction_full_amount": "10.00",
        "transaction_date": "2026-03-01 10:00:00",
        "product_id": "1",
        "product_name": "Course",
    }
    lead = {"id": str(number), "email": f"a{number}@example.com", "score": changed.pop("score", "0")}
    told = {"transaction_details": details | changed}
    return json.dumps({"action": "buy_product", "lead": lead, "action_details": told})


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("odd", [*ODD.values(), {"score": 10**30}], ids=[*ODD, "a score beyond all columns"])
def test_no_command_fails(
    command: tuple[str, ...], odd: dict[str, object], tmp_path: Path, capsys: object
) -> None:
    for name, lines in (
        ("one.json", [event(1, **odd)]),
        ("some.ndjson", [event(1, **odd), event(2), event(3)]),
    ):
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n")
        assert main([command[0], str(file), *command[1:]]) in (0, 1)


@pytest.mark.parametrize("told", [9_999_999_999_999_999, "9" * 16, "²³", "1" * 400])
def test_a_time_of_arrival_beyond_the_calendar_is_none(told: object) -> None:
    (one,) = read(json.dumps({"received_at": told, "body": json.loads(event(1))}).encode()).events
    assert one.received_at
    assert received_ms(one) is None


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        (b"", True),
        (b'{"id": "evt_1", "object": "event", "livemode": false}', True),
        (b"ping=1&from=monitor", True),
        (b'{"ping": ', False),
        (b"pong", False),
        (b"\x89PNG\r\n\x1a\n\x00\x01", False),
        (event(1).encode(), True),
        (event(1)[:-20].encode(), False),
    ],
)
def test_a_body_without_an_event_is_unreadable_only_where_it_can_not_be_read(
    body: bytes, is_read: bool
) -> None:
    assert rows_of(body).ok is is_read
