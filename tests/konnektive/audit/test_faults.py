"""Every fault put into every clean visit that it fits is found, at its call."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from konnektive.audit import RULES, audit, read
from tests.konnektive.audit.conditions import CONDITIONS
from tests.konnektive.audit.faults import FAULTS, Fault
from tests.konnektive.audit.pairs import Pair, pairs
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


@pytest.mark.parametrize("rule", CONDITIONS)
def test_what_a_fault_is_said_to_need_is_there_when_it_is(rule: str) -> None:
    for fault in FAULTS[rule]:
        for shape in SHAPES:
            records = copied(clean(shape))
            index = fault(records)
            assert index is None or CONDITIONS[rule].holds(records, index), shape


@pytest.mark.parametrize("one", FAULTS)
def test_two_faults_are_both_found_unless_one_ends_the_other(one: str) -> None:
    made = [pair for pair in pairs([one]) if isinstance(pair, Pair)]
    for pair in made:
        found = found_in(pair.records)
        assert pair.there <= found, pair.other
        assert not pair.gone & found, pair.other
    assert sum(not pair.gone for pair in made) >= len(FAULTS) / 2


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
