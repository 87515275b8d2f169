"""Whatever is given, a report or a clear sentence comes back; secrets never do."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.audit import RULES, audit, read
from konnektive.audit.as_html import as_html
from konnektive.audit.as_json import as_json
from konnektive.audit.as_junit import as_junit
from konnektive.audit.as_markdown import as_markdown
from konnektive.audit.as_text import as_text
from konnektive.endpoints import FLOW, PAGE_TYPES
from tests.konnektive.audit.recorded import har, json_lines

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    [
        "pageType",
        "sessionId",
        "orderId",
        "emailAddress",
        "requestUri",
        "cardNumber",
        "product1_id",
        "product0_id",
        "product01_id",
        "x",
        "zip",
    ]
)
VALUES = st.sampled_from(
    [*PAGE_TYPES, "a" * 32, "b" * 32, "AB12CD34EF", "a@b.co", "", "%zz", "https://x/?a=%26c1%3D1"]
)
ANSWERS = st.sampled_from(
    [
        {"result": "SUCCESS", "message": {"sessionId": "a" * 32}},
        {"result": "SUCCESS", "message": {"orderId": "AB12CD34EF", "orderStatus": "COMPLETE"}},
        {"result": "SUCCESS", "message": {"orderId": "AB12CD34EF", "paypalUrl": "https://p.example"}},
        {"result": "ERROR", "message": "no"},
        {"result": "MERC_REDIRECT", "message": {"url": "https://bank.example/x"}},
        None,
        "oops",
    ]
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "endpoint": st.sampled_from([one.path for one in FLOW] + ["lead/import", "campaign/query"]),
            "params": st.dictionaries(NAMES, VALUES, max_size=5),
            "response": ANSWERS,
        }
    ),
    max_size=14,
)


def written(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    common = {"host": "https://h.example", "method": "POST", "headers": {}, "elapsed_ms": 5, "status": 200}
    return [
        common | {"time": f"2026-11-01T10:{n // 60:02}:{n % 60:02}Z"} | one for n, one in enumerate(records)
    ]


def faces(data: bytes) -> str:
    report = audit([read(data, "given")])
    ElementTree.fromstring(as_junit(report))
    assert as_json(report)["summary"]["verdict"] in ("go", "soft", "hold", "no-go")
    texts = [as_html(report), as_markdown(report), as_text(report), as_junit(report)]
    return "".join([*texts, msgspec.json.encode(as_json(report)).decode()])


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | JSON.map(lambda v: json.dumps(v).encode())
)
def test_any_bytes_give_a_report(data: bytes) -> None:
    faces(data)


@settings(max_examples=100, deadline=None)
@given(st.lists(JSON, max_size=4), JSON, JSON, JSON)
def test_any_archive_shaped_nonsense_gives_a_report(
    entries: list[Any], request: Any, post: Any, answer: Any
) -> None:
    entry = {
        "startedDateTime": answer,
        "time": post,
        "request": {"url": "https://h/leads/import", "method": "POST", "headers": request, "postData": post},
        "response": answer,
    }
    faces(json.dumps({"log": {"entries": [*entries, entry, {"request": request}]}}).encode())


@settings(max_examples=80, deadline=None)
@given(RECORDS)
def test_a_rule_says_nothing_of_a_visit_without_the_calls_that_it_is_about(
    records: list[dict[str, Any]],
) -> None:
    for judged in audit([read(json_lines(written(records)))]).visits:
        for rule in RULES:
            if rule.of and judged.visit.endpoints.isdisjoint(rule.of):
                assert not list(rule.judge(judged.visit)), rule.name


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_any_calls_give_a_report_in_which_each_is_in_one_visit(records: list[dict[str, Any]]) -> None:
    lines = written(records)
    report = audit([read(json_lines(lines))])
    numbers = sorted(call.number for judged in report.visits for call in judged.visit.calls)
    calls = [one for one in lines if one["endpoint"] != "campaign/query"]
    assert numbers == list(range(1, len(calls) + 1))
    assert all(0 <= judged.fitness <= 1 for judged in report.visits)
    for judged, finding in report.findings:
        assert finding.call in judged.visit.calls
    again = audit([read(har(lines))])
    told = [(one.rule.name, one.call.number) for _, one in report.findings]
    assert told == [(one.rule.name, one.call.number) for _, one in again.findings]


def test_numbers_and_brackets_without_end_do_no_harm() -> None:
    for odd in ("9" * 9000, "[" * 9000, '{"a":' * 9000):
        for text in (
            '{"log": {"entries": [%s, {}]}}',
            "[%s, {}]",
            '{"url": "https://h/leads/import", "x": %s}\n{}',
        ):
            faces((text % odd).encode())


def test_an_answer_nested_as_deep_as_can_be_read_does_no_harm() -> None:
    for depth in range(600, 1000):
        text = '{"result":"ERROR","message":{"a":' + "[" * depth + "]" * depth + "}}"
        request = {"method": "POST", "url": "https://h/leads/import"}
        entry = {"request": request, "response": {"status": 200, "content": {"text": text}}}
        assert read(json.dumps({"log": {"entries": [entry]}}).encode()).calls


def test_halves_of_characters_do_no_harm() -> None:
    url = "https://h\ud800/leads/import?firstName=\udfff"
    odd = {"name": "Origin", "value": "https://\ud800"}
    post = {"mimeType": "x", "params": [{"name": "\ud801", "value": "\ud802"}]}
    entry = {
        "startedDateTime": "\ud800",
        "request": {"method": "POST", "url": url, "headers": [odd], "postData": post},
    }
    entry["response"] = {"content": {"text": "\ud800"}}
    faces(json.dumps({"log": {"entries": [entry, {"request": {"url": "\ud800"}}]}}).encode())
    faces(b"curl https://h/leads/import -d $'firstName=\\ud800'")
    faces(b'{"url": "https://h/leads/import", "body": "a=\\ud800"}')


SECRETS = ("4111111111111111", "hunter2-secret", "EC-TOKEN-99")


@settings(max_examples=60, deadline=None)
@given(RECORDS.filter(bool), st.sampled_from(["query", "params", "json"]))
def test_planted_secrets_never_come_out(records: list[dict[str, Any]], place: str) -> None:
    planted = dict(zip(("cardNumber", "password", "token"), SECRETS, strict=True))
    for one in records:
        one |= {"json": place == "json"}
        holder = one["params"] if place == "json" else one.setdefault(place, {})
        holder |= planted
        holder["requestUri"] = f"https://x.example/?cardNumber={SECRETS[0]}&affid=1&password={SECRETS[1]}"
        one["response"] = {"result": "ERROR", "message": f"declined for card {SECRETS[0]}"}
    told = faces(json_lines(written(records)))
    assert not [secret for secret in SECRETS if secret in told]
