"""Every fault put into every clean visit that it fits is found, at its call."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from konnektive.audit import RULES, audit, read
from tests.konnektive.audit.faults import FAULTS, Fault
from tests.konnektive.audit.recorded import SHAPES, Record, clean, copied, json_lines, numbers

Found = set[tuple[str, int]]


def found_in(records: list[Record]) -> Found:
    report = audit([read(json_lines(records))])
    return {(one.rule.name, one.call.number) for _, one in report.findings}


def broken(fault: Fault, shape: str, browser: bool) -> tuple[list[Record], int] | None:
    """The records with the fault, and the number of its call; none where it does not fit."""
    whole = clean(shape, browser=browser)
    records = copied(whole)
    index = fault(records)
    if index is None or records == whole:
        return None
    return records, numbers(records)[index]


def cases(rule: str) -> Iterator[tuple[str, list[Record], int]]:
    for place, fault in enumerate(FAULTS[rule]):
        for shape in SHAPES:
            for browser in (False, True):
                made = broken(fault, shape, browser)
                if made and not (rule == "CLK-010" and browser):
                    yield f"{rule}.{place} in {shape}", *made


@pytest.mark.parametrize("rule", FAULTS)
def test_a_single_fault_is_found_at_its_call(rule: str) -> None:
    made = list(cases(rule))
    assert made
    assert not [where for where, records, call in made if (rule, call) not in found_in(records)]


def test_every_rule_above_info_has_a_fault() -> None:
    assert {rule.name for rule in RULES if rule.severity != "info"} == set(FAULTS)


TOGETHER = {
    "ORD-005": ("ORD-006", "ORD-007", "SES-001", "CLK-004", "CNF-003", "UPS-005", "SEC-003", "RES-002"),
    "CLK-002": ("ORD-002", "SES-004", "CNF-004", "THX-001", "PPL-003", "UPS-001", "LEA-001"),
    "CLK-006": ("CLK-004", "CLK-010", "SEC-001"),
    "LEA-002": ("ORD-003", "UPS-002", "CNF-002", "TRN-003", "SES-003"),
    "LEA-004": ("CLK-001", "SEC-002", "UPS-006", "CLK-007"),
    "SES-002": ("PPL-001", "RES-001", "ORD-004", "CLK-003", "CLK-005"),
}
"""Faults that do not stand in each other's way."""


@pytest.mark.parametrize(("one", "other"), [(one, other) for one in TOGETHER for other in TOGETHER[one]])
def test_two_faults_are_both_found(one: str, other: str) -> None:
    tried = 0
    for shape in ("everything", "paypal legacy", "checkout with lead", "left after lead"):
        made = broken(FAULTS[one][0], shape, False)
        if made is None:
            continue
        records = made[0]
        marked = next(records[at] for at, number in numbers(records).items() if number == made[1])
        index = FAULTS[other][-1](records)
        if index is None or not any(record is marked for record in records):
            continue
        number = numbers(records)
        first = next(n for at, n in number.items() if records[at] is marked)
        found = found_in(records)
        assert (one, first) in found and (other, number[index]) in found, shape
        tried += 1
    assert tried


def test_a_fault_stays_in_its_visit() -> None:
    """Among others who click at the same time, only the visitor with the fault is accused."""
    draw = random.Random(8)
    rules = [rule for rule in FAULTS if rule not in ("CLK-001", "RES-003", "CLK-010")]
    for rule in rules:
        made = broken(FAULTS[rule][0], draw.choice(["everything", "paypal legacy"]), False)
        made = made or next((m for shape in SHAPES if (m := broken(FAULTS[rule][0], shape, False))), None)
        assert made
        records, _ = made
        session = records[0]["response"]["message"]
        mixed = sorted([*records, *clean("everything", seed=77)], key=lambda record: record["time"])
        report = audit([read(json_lines(mixed))])
        others = [
            judged
            for judged in report.visits
            if judged.visit.session_id == clean(seed=77)[1]["params"]["sessionId"]
        ]
        assert others and session
        assert not [one.rule.name for one in others[0].findings if one.severity != "info"], rule
