"""Documented types beside seen ones: each planted drift is found, and nothing personal is shown."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kartra.__main__ import main
from kartra.drift import DOCUMENTED, Drift, FieldDrift, Seen, as_markdown, drift
from kartra.drift.kept import look
from kartra.drift.seen import kind_of_value
from kartra.event import Event
from kartra.lifecycles.sample import sample_events
from kartra.reading import read
from store import Arrival, connect

DAY = 86_400_000


def tagged(lead: dict[str, Any] | None = None, **details: Any) -> Event:
    told = {"id": "1", "email": "maria@example.com"} | (lead or {})
    return Event("assign_tag", "outbound", True, 1, told, "tag", {"tag_id": "1", "tag_name": "A"} | details)


def report(*events: Event) -> Drift:
    seen = Seen()
    for day, event in enumerate(events):
        seen.add(event, day * DAY)
    return drift(seen)


def field(found: Drift, path: str) -> FieldDrift:
    (one,) = (one for one in found.fields if one.path == path)
    return one


@pytest.mark.parametrize(
    ("path", "event", "verdict"),
    [
        ("lead.score", tagged({"score": "high"}), "wrong type"),
        ("lead.score", tagged({"score": [1]}), "wrong type"),
        ("lead.score", tagged({"score": "12"}), "number as text"),
        ("lead.score", tagged({"score": 12}), "as documented"),
        ("lead.score", tagged({"score": ""}), "as documented"),
        ("lead.score", tagged(), "never seen"),
        ("lead.shoe_size", tagged({"shoe_size": "44"}), "undocumented"),
        ("lead.google_plus", tagged({"google_plus": "x"}), "removed, still sent"),
        (
            "lead.lead_preferred_time_zone",
            tagged({"lead_preferred_time_zone": "Europe/Berlin"}),
            "added later",
        ),
        ("lead.owner_id", tagged({"owner_id": "5"}), "in captures only"),
        (
            "lead.gdpr_lead_communications",
            tagged({"gdpr_lead_communications": "1"}),
            "contradictory documents",
        ),
        ("action_details.tag.colour", tagged(colour="red"), "undocumented"),
        ("action_details.video.video_id", tagged(), "not seen yet"),
    ],
)
def test_each_kind_of_drift_is_told(path: str, event: Event, verdict: str) -> None:
    assert field(report(event), path).verdict == verdict


def test_shares_times_and_counts_are_those_of_the_events() -> None:
    found = report(tagged({"score": "1"}), tagged({"score": 2}), tagged({"score": "3"}), tagged())
    one = field(found, "lead.score")
    assert one.shares == (("integer as text", 2 / 3), ("integer", 1 / 3))
    assert (one.events, one.of_events, one.first, one.last) == (3, 4, 0, 2 * DAY)


def test_order_does_not_matter() -> None:
    events = [event for callback in sample_events(60, seed=2) for event in read(callback.body).events]
    shuffled = random.Random(1).sample(list(enumerate(events)), len(events))
    one, other = Seen(), Seen()
    for at, event in enumerate(events):
        one.add(event, at)
    for at, event in shuffled:
        other.add(event, at)
    first, second = drift(one), drift(other)
    assert first.actions == second.actions or sorted(map(str, first.actions)) == sorted(
        map(str, second.actions)
    )
    for a, b in zip(first.fields, second.fields, strict=True):
        assert (a.path, a.verdict, dict(a.shares), a.first, a.last) == (
            b.path,
            b.verdict,
            dict(b.shares),
            b.first,
            b.last,
        )


def test_the_coverage_of_documented_events_is_counted() -> None:
    found = report(tagged())
    assert found.documented_actions_seen == (1, 26)
    assert [one.action for one in found.actions if one.events] == ["assign_tag"]
    assert {one.action: one.edition for one in found.actions}["survey_complete"] == "current only"


def test_an_undocumented_event_is_listed_with_the_nearest() -> None:
    found = report(Event("tag_applied", "outbound", False, 1, {"id": "1"}, "tag", {}))
    (one,) = (one for one in found.actions if one.action == "tag_applied")
    assert (one.edition, one.note) == ("", "perhaps assign_tag")


def test_both_generations_of_names_are_documented() -> None:
    root = "action_details.transaction_details."
    assert (DOCUMENTED[root + "buyer_email"].in_2020, DOCUMENTED[root + "buyer_email"].current) == (
        "string",
        "",
    )
    assert (DOCUMENTED[root + "lead_email"].in_2020, DOCUMENTED[root + "lead_email"].current) == (
        "",
        "string",
    )
    retyped = DOCUMENTED[root + "transaction_subscription_id"]
    assert (retyped.in_2020, retyped.current) == ("integer", "string")


def test_examples_show_the_shape_of_what_is_personal() -> None:
    told = tagged({"first_name": "Maria", "phone": "555-0143", "note": "4111 1111 1111 1111"})
    text = as_markdown(report(told))
    assert "Maria" not in text
    assert "maria@example.com" not in text
    assert "4111" not in text
    assert "xxxxx@xxxxxxx.xxx" in text


def test_markdown_bears_hostile_field_names() -> None:
    text = as_markdown(report(tagged({"a|b\n# c": "x"})))
    (line,) = (line for line in text.splitlines() if "a\\|b" in line)
    assert line.count(" | ") == 8


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "empty text"), ("12", "integer as text"), ("-3", "integer as text"), ("1.50", "decimal as text"),
        ("2024-02-19 11:20:45", "date as text"), ("N/A", "N/A"), ("abc", "text"), (None, "null"),
        (1, "integer"), (1.5, "decimal"), (True, "true or false"), ([], "array"), ({}, "object"),
    ],
)  # fmt: skip
def test_kinds_of_values_are_named(value: object, kind: str) -> None:
    assert kind_of_value(value) == kind


def test_looking_again_adds_only_what_is_new() -> None:
    store, seen, last = connect(), Seen(), 0
    for callback in sample_events(20, seed=1):
        store.write(Arrival("kartra", callback.at, callback.body)).result()
    for _ in range(2):
        with store.reading() as connection:
            last = look(connection, seen, last)
    assert seen.events == 20


def test_the_command_reads_the_store_or_files(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drift"]) == 1
    path = tmp_path / "one.json"
    path.write_bytes(next(callback.body for callback in sample_events(5)))
    assert main(["drift", str(path)]) == 0
    assert "# Kartra webhooks" in capsys.readouterr().out
    assert main(["drift", "/no/such/file"]) == 2
