"""The report's faces, and the contract of the JSON that other programs rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from konnektive.audit import RULES, Report, audit, read, read_file
from konnektive.audit.as_html import as_html
from konnektive.audit.as_json import as_json
from konnektive.audit.as_junit import as_junit
from konnektive.audit.as_markdown import as_markdown
from konnektive.audit.as_text import as_text
from tests.konnektive.audit.faults import FAULTS
from tests.konnektive.audit.recorded import clean, copied, json_lines

SAMPLES = Path(__file__).parents[3] / "sample_payloads" / "konnektive"
TEN = {
    "CLK-005", "CLK-006", "CLK-007", "SES-001", "ORD-002",
    "TRN-002", "RES-002", "UPS-002", "CNF-003", "SEC-001",
}  # fmt: skip


def report(rule: str = "", shape: str = "everything") -> Report:
    records = copied(clean(shape))
    if rule:
        FAULTS[rule][0](records)
    return audit([read(json_lines(records), "rec.jsonl")])


def test_the_json_has_the_promised_shape() -> None:
    told = as_json(report("LEA-002"))
    (visit,) = told["visits"]
    assert {"visit", "file", "sessionId", "pages", "calls", "fitness", "findings"} <= set(visit)
    assert re.fullmatch("[0-9a-f]{32}", visit["sessionId"])
    assert (visit["visit"], visit["file"], visit["calls"]) == (1, "rec.jsonl", 13)
    assert visit["pages"][0] == "presellPage"
    (finding,) = [one for one in visit["findings"] if one["severity"] == "error"]
    assert (finding["rule"], finding["call"], finding["endpoint"]) == ("LEA-002", 4, "leads/import")
    assert all(finding[name] for name in ("message", "consequence", "fix", "source"))
    assert told["summary"] == {
        "visits": 1, "calls": 13, "errors": 1, "warnings": 0, "infos": 0, "verdict": "hold",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [("", "go"), ("CLK-004", "soft"), ("CLK-002", "hold"), ("ORD-005", "no-go"), ("SEC-003", "no-go")],
)
def test_the_verdict_follows_the_gravest_finding(rule: str, verdict: str) -> None:
    assert report(rule).verdict == verdict


UNREAD = {
    "mitmproxy": b"1234:9:websocket;0:~8:response;900:6:reason;2:OK;",
    "postman": json.dumps(
        {
            "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
            "item": [{"name": "Import Lead", "request": {"url": "https://api.konnektive.com/leads/import/"}}],
        }
    ).encode(),
    "zeros": b"\0" * 512,
    "empty": b"",
    "empty HAR": b'{"log": {"version": "1.2", "entries": []}}',
    "broken lines": b'{"url": \n{"url": \n',
}


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD)
def test_what_could_not_be_read_is_no_go_ahead_in_any_face(data: bytes) -> None:
    found = audit([read(data, "rec")])
    assert (found.verdict, found.sentence) == ("hold", "Nothing could be read.")
    assert as_json(found)["summary"]["verdict"] == "hold"
    root = ElementTree.fromstring(as_junit(found))
    assert root.get("failures") == "1" and root.find(".//failure") is not None
    assert 'class="hold"' in as_html(found) and "<h2>Findings" not in as_html(found)
    assert as_markdown(found).startswith("## Funnel audit: hold")


def test_a_recording_without_a_crm_call_is_held_and_fails_no_case() -> None:
    found = audit([read(b'{"url": "https://shop.example.com/cart"}', "rec")])
    assert (found.verdict, found.sentence) == ("hold", "No CRM call was found.")
    root = ElementTree.fromstring(as_junit(found))
    assert root.get("failures") == "0" and root.find(".//skipped") is not None


@pytest.mark.parametrize(
    ("kind", "words"), [("postman", "a Postman collection"), ("mitmproxy", "a mitmproxy dump")]
)
def test_a_file_of_another_kind_is_named_with_what_to_save_instead(kind: str, words: str) -> None:
    (problem,) = read(UNREAD[kind], "rec").problems
    assert problem.reason.startswith(words) and "HAR" in problem.reason


def test_a_recording_that_speaks_of_postman_is_read() -> None:
    (line,) = json_lines(clean("no presell")).splitlines()[:1]
    said = json.dumps({**json.loads(line), "response": '{"info":{"_postman_id":"1"}}'})
    assert read(said.encode(), "rec").entries == 1


def test_visits_count_through_all_files_and_calls_within_each() -> None:
    data = json_lines(clean("no presell"))
    told = as_json(audit([read(data, "a"), read(data, "b")]))
    assert [(one["visit"], one["file"]) for one in told["visits"]] == [(1, "a"), (2, "b")]
    assert told["summary"]["calls"] == 12


def test_junit_has_a_case_for_each_rule_and_visit() -> None:
    root = ElementTree.fromstring(as_junit(report("LEA-002")))
    cases = root.findall(".//testcase")
    assert len(cases) == len(RULES)
    assert [one.get("name", "")[:7] for one in cases if one.find("failure") is not None] == ["LEA-002"]


def test_junit_counts_a_file_that_was_not_read_whole() -> None:
    data = json_lines(clean("no presell"))
    root = ElementTree.fromstring(as_junit(audit([read(data, "whole"), read(data + b"rubbish", "cut")])))
    assert root.get("tests") == str(len(root.findall(".//testcase"))) == str(2 * len(RULES) + 1)


def test_the_page_loads_nothing_and_names_every_finding() -> None:
    page = as_html(report("ORD-005"))
    assert "ORD-005" in page and "no product" in page
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import|src=", page)


def test_markdown_and_text_lead_with_the_verdict() -> None:
    found = report("ORD-005")
    assert found.sentence in as_markdown(found)
    assert as_text(found).startswith("No-go: 1 error in the one visit.")


@pytest.mark.parametrize(
    ("name", "visits", "expected"),
    [
        ("clean-visit.har", 1, set()),
        ("ten-faults.har", 1, TEN),
        ("three-visitors.jsonl", 3, {"PPL-001", "LEA-002"}),
        ("commands.sh", 1, set()),
    ],
)
def test_the_samples_are_what_they_say(name: str, visits: int, expected: set[str]) -> None:
    found = audit([read_file(SAMPLES / name)])
    names = {finding.rule.name for _, finding in found.findings if finding.severity != "info"}
    assert len(found.visits) == visits
    assert expected <= names
    assert expected or not names


def test_the_catalogue_is_complete_and_says_where_each_rule_comes_from() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names)) == 49
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]{3}-\d{3}", rule.name)
        assert all((rule.title, rule.consequence, rule.fix, rule.source)), rule.name
    code_alone = {rule.name for rule in RULES if "lient code alone" in rule.source}
    assert code_alone == {"CLK-010", "ORD-006", "ORD-007"}
