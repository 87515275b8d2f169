"""The HAR of a walk is read by the audit as the same calls, and judged as the walk was."""

from __future__ import annotations

import json

import pytest

from konnektive.audit import audit, read
from konnektive.audited import audited
from konnektive.export.har import har
from konnektive.scenarios.cell import play
from konnektive.scenarios.deck import DECK
from konnektive.scenarios.faults import COLUMNS
from konnektive.scenarios.scenario import Scenario
from tests.konnektive.walking import walked


@pytest.mark.parametrize("scenario", DECK, ids=[one.name for one in DECK])
def test_the_audit_reads_a_walks_har_as_it_judged_the_walk(scenario: Scenario) -> None:
    run = play(scenario, COLUMNS[0]).run
    recording = read(json.dumps(har(run)).encode(), "walk.har")
    assert recording.kind == "HAR"
    assert not recording.problems
    assert [call.endpoint.path for call in recording.calls] == [
        one.exchange.endpoint.path for one in run.attempts
    ]
    rules = sorted(finding.rule.name for _, finding in audit([recording]).findings)
    assert rules == sorted(finding.rule.name for _, finding in audited(run.visit_calls).findings)


def test_every_part_that_har_1_2_asks_for_is_there() -> None:
    log = har(walked())["log"]
    assert log["version"] == "1.2"
    assert {page["id"] for page in log["pages"]} == {entry["pageref"] for entry in log["entries"]}
    for entry in log["entries"]:
        assert entry.keys() >= {"startedDateTime", "time", "request", "response", "cache", "timings"}
        assert entry["request"].keys() >= {
            "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize",
        }  # fmt: skip
        assert entry["response"].keys() >= {
            "status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
            "headersSize", "bodySize",
        }  # fmt: skip
