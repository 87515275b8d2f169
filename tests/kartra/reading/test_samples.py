"""Every sample that a newcomer can open reads as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartra import read
from kartra.sentence import sentence

SAMPLES = Path(__file__).parents[3] / "sample_payloads" / "kartra"

EXPECTED: dict[str, tuple[list[str | None], str | None, str]] = {
    "api-answer.json": ([], None, "kartra-inbound-answer"),
    "booking-cancelled.json": (["calendar_cancel"], "maria.santos@example.com", "info"),
    "cancelled-subscription.json": (["cancel_subscription"], "ethan.cole@example.org", "info"),
    "cut-off.txt": (["buy_product"], "ethan.cole@example.org", "truncated"),
    "documentation-sample.txt": (["list_subscription"], "johndoe@gmail.com", "trailing-comma"),
    "form-filled.json": (["filled_form"], "ethan.cole@example.org", "info"),
    "http-request.txt": (["video_complete"], "maria.santos@example.com", "info"),
    "ipn-cancellation.txt": ([None], "maria.santos@example.com", "ipn-not-outbound"),
    "ipn-sale.txt": ([None], "maria.santos@example.com", "ipn-not-outbound"),
    "journey-of-one-lead.ndjson": (["kartra_page_visit"] + ["?"] * 18, "nora.hale@example.com", "info"),
    "keys-given-twice.json": (["assign_tag"], "other@example.com", "duplicate-key"),
    "n8n.json": (["video_complete"], "maria.santos@example.com", "info"),
    "partial-refund.json": (["partial_refund_product"], "ethan.cole@example.org", "info"),
    "php-print_r.txt": (["video_complete"], "maria.santos@example.com", "info"),
    "purchase-of-a-subscription.json": (["buy_product"], "maria.santos@example.com", "sentinel"),
    "purchase.json": (["buy_product"], "ethan.cole@example.org", "info"),
    "python-repr.txt": (["video_complete"], "maria.santos@example.com", "info"),
    "refund.json": (["refund_product"], "maria.santos@example.com", "later-key-names"),
    "smart-quotes.txt": (["video_complete"], "maria.santos@example.com", "smart-quotes"),
    "tag-without-a-lead.json": (["assign_tag"], None, "missing-field"),
    "ticket.md": (["video_complete"], "maria.santos@example.com", "info"),
    "two-bodies-in-a-row.txt": (["video_complete", "assign_tag"], "maria.santos@example.com", "info"),
    "undocumented-event.json": (["subscription_cancelled"], "maria.santos@example.com", "unknown-event"),
    "unfilled-placeholders.json": (["admin_assign_members"], "{{email}}", "placeholder"),
    "video-watched.json": (["video_complete"], "maria.santos@example.com", "info"),
    "webhook-site-export.csv": (["video_complete", "assign_tag"], "maria.santos@example.com", "info"),
    "webhook-site.json": (["video_complete"], "maria.santos@example.com", "info"),
    "windows-1252.json": (["list_subscription"], "jose.munoz@example.com", "not-utf-8"),
}
"""File -> actions, address of the first lead, a code that must be said (info: nothing worse is said)."""


def test_each_sample_is_expected_and_each_expectation_has_its_sample() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in SAMPLES.iterdir())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_reads_as_what_it_is(name: str) -> None:
    actions, email, said = EXPECTED[name]
    reading = read((SAMPLES / name).read_bytes(), name)
    assert len(reading.events) == len(actions)
    assert all(wanted in ("?", event.action) for event, wanted in zip(reading.events, actions, strict=True))
    if reading.events:
        assert reading.events[0].lead.get("email") == email
    findings = [finding for event in reading.events for finding in event.findings]
    codes = {one.code for one in (*findings, *reading.problems)}
    if said == "info":
        assert reading.worst in (None, "info")
    else:
        assert said in codes


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_can_be_told_in_sentences(name: str) -> None:
    for event in read((SAMPLES / name).read_bytes()).events:
        assert sentence(event).endswith(".")


def test_the_documentations_own_sample_names_its_four_commas_by_line_and_column() -> None:
    reading = read((SAMPLES / "documentation-sample.txt").read_bytes())
    places = [(one.line, one.column) for one in reading.problems if one.code == "trailing-comma"]
    assert places == [(46, 31), (50, 32), (61, 32), (69, 38)]
    assert "mended:trailing-comma" in reading.steps


def test_a_secret_of_the_ipn_is_never_in_clear() -> None:
    body = (SAMPLES / "ipn-sale.txt").read_bytes().replace(b"secret_key=REDACTED", b"secret_key=hush-hush-42")
    reading = read(body)
    assert "hush-hush" not in repr(reading)
    assert reading.events[0].details["secret_key"] == "REDACTED"
