"""`/api/sandbox/audit`: what the sandbox answered a moment ago is judged like any recording."""

from __future__ import annotations

import asyncio
import json
from xml.etree import ElementTree

import pytest

from faces import Answer, Request, control
from konnektive.audit.operation import sandbox_report
from konnektive.control import OPERATIONS
from konnektive.run import started
from konnektive.sandbox import shared
from konnektive.shipped import shipped_funnels
from konnektive.target import sandbox_client

FACE = control(OPERATIONS)


def ask(query: str = "") -> Answer:
    return asyncio.run(FACE(Request("GET", "/api/sandbox/audit", query, (), b"", "127.0.0.1")))


def walk(name: str, *, without: str = "") -> None:
    run = started(shipped_funnels()[name], 3)
    list(run.to_end(sandbox_client(shared()), edits=lambda index: {without: ""} if index and without else {}))


@pytest.mark.parametrize("name", shipped_funnels())
def test_every_shipped_funnel_is_a_go(name: str) -> None:
    walk(name)
    report = sandbox_report({})
    assert report.verdict == "go"
    assert [judged.fitness for judged in report.visits] == [1.0]


def test_funnels_walked_by_the_same_buyer_stay_apart() -> None:
    for name in shipped_funnels():
        walk(name)
    report = sandbox_report({})
    assert len(report.visits) == len(shipped_funnels())
    assert report.verdict == "go"


def test_calls_count_at_once_and_a_reset_does_not_mix_visits() -> None:
    walk("one-page-checkout")
    shared().reset()
    walk("one-page-checkout", without="sessionId")
    told = json.loads(ask().body)
    assert [visit["file"] for visit in told["visits"]] == ["sandbox", "sandbox, reset 1"]
    assert told["summary"]["verdict"] == "no-go"
    assert {finding["rule"] for finding in told["visits"][1]["findings"]} >= {"SES-001"}
    assert not [one for one in told["visits"][0]["findings"] if one["severity"] != "info"]


def test_a_json_body_and_a_wrong_path_are_seen_in_the_record() -> None:
    crm = shared()
    login = {"loginId": "demo", "password": "demo"}
    crm.answer("POST", "landers/clicks/import", {}, json_body=True)
    crm.answer("POST", "lead/import", login | {"firstName": "A"})
    rules = {finding.rule.name for _, finding in sandbox_report({}).findings}
    assert {"TRN-001", "TRN-003"} <= rules


def test_it_answers_in_every_face_and_bounds_what_it_reads() -> None:
    walk("full")
    assert ElementTree.fromstring(ask("face=junit").body).tag == "testsuites"
    assert ask("face=html").body.startswith(b"<!doctype html>")
    assert b"Funnel audit: go" in ask("face=markdown").body
    assert json.loads(ask("visit=1").body)["summary"]["visits"] == 1
    for nothing in ("visit=99", "source=simulated", "until=1", "since=9999999999999"):
        assert json.loads(ask(nothing).body)["summary"]["visits"] == 0
    assert ask("face=fax").status == 400
