"""Clean visits of every shape, in every kind of file, whole or not, alone or among others."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from konnektive.audit import Report, audit, read
from tests.konnektive.audit import recorded
from tests.konnektive.audit.recorded import SHAPES, START, Record, clean

KINDS: dict[str, Callable[[list[Record]], bytes]] = {
    "json lines": recorded.json_lines,
    "har": recorded.har,
    "curl": recorded.curl,
}


def report(records: list[Record], kind: str = "json lines") -> Report:
    return audit([read(KINDS[kind](records), kind)])


def grave(found: Report) -> list[str]:
    return [f"{one.rule.name} {one.message}" for _, one in found.findings if one.severity != "info"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("browser", [False, True], ids=["server", "browser"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_clean_visit_is_a_go(shape: str, browser: bool, kind: str) -> None:
    found = report(clean(shape, browser=browser), kind)
    assert not grave(found)
    assert found.verdict == "go"
    assert [judged.fitness for judged in found.visits] == [1.0]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_visitor_who_leaves_early_is_normal(shape: str) -> None:
    records = clean(shape)
    for length in range(1, len(records)):
        found = report(records[:length])
        assert not grave(found), length
        assert [judged.fitness for judged in found.visits] == [1.0]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_recording_may_start_in_the_middle(shape: str) -> None:
    records = clean(shape)
    for start in range(1, len(records)):
        if any(record["endpoint"] == recorded.CLICK for record in records[start:]):
            found = report(records[start:])
            assert len(found.visits) == 1
            assert not grave(found), start


@pytest.mark.parametrize("mixed", [False, True], ids=["one after the other", "at the same time"])
def test_visitors_are_told_apart(mixed: bool) -> None:
    draw = random.Random(4)
    for _ in range(120):
        visits = [clean(draw.choice(list(SHAPES)), seed) for seed in range(1, draw.randint(3, 6))]
        order = [number for number, visit in enumerate(visits) for _ in visit]
        if mixed:
            draw.shuffle(order)
        rest = [iter(visit) for visit in visits]
        records = [next(rest[number]) for number in order]
        for place, record in enumerate(records):
            record["time"] = (START + timedelta(seconds=place)).isoformat()
        found = report(records)
        assert not grave(found)
        assert len(found.visits) == len(visits)


def test_the_same_buyer_may_come_again() -> None:
    records = [record for seed, shape in enumerate(SHAPES) for record in clean(shape, seed)]
    for record in records:
        if "emailAddress" in record["params"]:
            record["params"]["emailAddress"] = "tester@example.com"
    for place, record in enumerate(records):
        record["time"] = (START + timedelta(seconds=place)).isoformat()
    assert not grave(report(records))


def test_one_call_in_one_file_is_numbered_by_when_it_was_sent() -> None:
    records = clean("everything")
    shuffled = random.Random(2).sample(records, len(records))
    for kind in ("json lines", "har"):
        found = report(shuffled, kind)
        assert not grave(found)
        pages = [call.page_type for call in found.visits[0].visit.clicks]
        assert pages == sorted(pages, key=recorded.SHAPES["everything"].index)


def test_findings_do_not_depend_on_the_order_of_other_requests() -> None:
    from tests.konnektive.audit.faults import redirect_ignored

    records = clean("three d secure", browser=True)
    redirect_ignored(records)
    other = [
        {**recorded.line(records[0]), "url": f"https://cdn.example/{n}.js", "method": "GET"} for n in range(9)
    ]
    expected = [(one.rule.name, one.call.number) for _, one in report(records).findings]
    assert ("RES-003", 4) in expected
    for seed in range(5):
        draw = random.Random(seed)
        mixed = list(records)
        for one in other:
            mixed.insert(draw.randint(0, len(mixed)), {**one, "params": {}})
        assert [(one.rule.name, one.call.number) for _, one in report(mixed).findings] == expected
