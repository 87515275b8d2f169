"""One scenario against one fault: passed, failed, or went wrong without anybody noticing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from konnektive.audited import audited
from konnektive.exchange import Outcome
from konnektive.run import Run
from konnektive.scenarios.faults import COLUMNS, Column
from konnektive.scenarios.playing import private_client, steps, truth_of
from konnektive.scenarios.scenario import Scenario, Truth

Verdict = Literal["pass", "fail", "not noticed", "not met"]

MEANING: dict[Verdict, str] = {
    "pass": "What should be true afterwards is true, and every mistake was found.",
    "fail": "Something is not as it should be, and a call or the audit says so.",
    "not noticed": "Something is not as it should be, and nothing says so.",
    "not met": "The scenario makes no call that the fault could hit.",
}

WORDS = {
    "orders": "orders charged",
    "upsells": "upsells charged",
    "partials": "partials left",
    "declined": "orders declined",
    "sessions": "sessions opened",
    "credited": "affiliate credited",
    "linked": "tied to its visit",
    "mailed": "confirmation asked for",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How one scenario went against one fault."""

    scenario: Scenario
    column: Column
    verdict: Verdict
    run: Run
    reasons: tuple[str, ...] = ()
    """What is not as it should be, and what was or was not noticed."""


def play(scenario: Scenario, column: Column, seed: int = 1) -> Cell:
    """Play it on a sandbox of its own."""
    added = (column.fault,) if column.fault else ()
    sandbox, client = private_client((*scenario.faults, *added))
    met: list[str] = []
    sandbox.listeners.append(lambda happened: met.append(happened.answered.fault))
    *_, run = steps(scenario, client, seed)
    truth = truth_of(sandbox)
    if column.fault and column.fault.kind not in met:
        return Cell(scenario, column, "not met", run)
    return _judged(scenario, column, run, truth)


def matrix(
    scenarios: Sequence[Scenario], columns: Sequence[Column] = COLUMNS, seed: int = 1
) -> Iterator[Cell]:
    """Every scenario against every column, row by row."""
    for scenario in scenarios:
        for column in columns:
            yield play(scenario, column, seed)


def _judged(scenario: Scenario, column: Column, run: Run, truth: Truth) -> Cell:
    harm = _differences(scenario.truth, truth)
    missing, noticed = seen_from_outside(scenario, run)
    if not harm and not missing:
        return Cell(scenario, column, "pass", run)
    told = (*harm, *missing, *(f"noticed by {one}" for one in noticed))
    return Cell(scenario, column, "fail" if noticed else "not noticed", run, told)


def seen_from_outside(scenario: Scenario, run: Run) -> tuple[list[str], list[str]]:
    """What should have spoken up and did not, and what spoke up though it should not have."""
    refused, failed, rules = _paths(run, "refused"), _paths(run, "failed"), _rules(run)
    missing = [f"{path} was not refused" for path in scenario.refused if path not in refused]
    missing += [f"{path} was answered" for path in scenario.failed if path not in failed]
    missing += [f"{rule} did not speak up" for rule in scenario.rules if rule not in rules]
    noticed = (
        (refused - set(scenario.refused)) | (failed - set(scenario.failed)) | (rules - set(scenario.rules))
    )
    return missing, sorted(noticed)


def _rules(run: Run) -> set[str]:
    """The rules of warning or error that hold against the walk."""
    return {
        finding.rule.name for _, finding in audited(run.visit_calls).findings if finding.severity != "info"
    }


def _paths(run: Run, outcome: Outcome) -> set[str]:
    return {one.exchange.endpoint.path for one in run.attempts if one.exchange.outcome == outcome}


def _differences(expected: Truth, found: Truth) -> list[str]:
    pairs = [(one.name, getattr(expected, one.name), getattr(found, one.name)) for one in fields(Truth)]
    return [
        f"{WORDS[name]}: {_said(is_)}, should be {_said(should)}"
        for name, should, is_ in pairs
        if should != is_
    ]


def _said(value: int | bool | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "none"
