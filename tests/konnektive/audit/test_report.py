"""The report's faces, and the contract of the JSON that other programs rely on."""

from __future__ import annotations

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
