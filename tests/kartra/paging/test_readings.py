"""A large file reads piece by piece as it would as a whole, with its places, and says what is not whole."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kartra.event import Event, Problem
from kartra.paging import readings as module
from kartra.paging.readings import readings
from kartra.reading import read
from tests.kartra.paging.test_index import LAYOUTS, as_csv, as_list, as_log, as_pretty_list, as_values
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made

KINDS = ("assign_tag", "buy_product", "list_subscription", "cancel_subscription", "filled_form", "video_play")
EVENTS = [made(kind, n) for n in range(8) for kind in KINDS]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 1000)
    monkeypatch.setattr(module, "PACKED", 100)
    monkeypatch.setattr(module, "HEAD", 30_000)


def of(folder: Path, data: bytes) -> tuple[list[Event], list[Problem], list[str]]:
    path = folder / "large"
    path.write_bytes(data)
    found = list(readings(path, "large"))
    events = [event for one in found for event in one.events]
    problems = [problem for one in found for problem in one.problems]
    return events, problems, list(dict.fromkeys(step for one in found for step in one.steps))


def ndjson(events: Sequence[Any]) -> str:
    return "\n".join(map(compact, events)) + "\n"


@pytest.mark.parametrize("printed", [ndjson, *LAYOUTS])
def test_the_events_are_those_of_the_whole(tmp_path: Path, printed: Callable[[Sequence[Any]], str]) -> None:
    data = printed(EVENTS).encode()
    whole = read(data)
    events, problems, _ = of(tmp_path, data)
    assert [replace(one, line=0) for one in events] == [replace(one, line=0) for one in whole.events]
    assert problems == list(whole.problems)


@pytest.mark.parametrize("printed", [ndjson, as_pretty_list, as_log, as_csv])
def test_lines_are_those_of_the_file(tmp_path: Path, printed: Callable[[Sequence[Any]], str]) -> None:
    text = printed(EVENTS)
    events, _, _ = of(tmp_path, text.encode())
    whole = read(text.encode())
    assert [one.line for one in events] == [one.line for one in whole.events]


def test_what_was_mended_has_its_place_in_the_file(tmp_path: Path) -> None:
    lines = ndjson(EVENTS).splitlines()
    lines[20] = lines[20][:-1] + ",}"
    data = "\n".join(lines).encode()
    _, problems, steps = of(tmp_path, data)
    assert problems == list(read(data).problems)
    assert problems[0].line == 21
    assert "mended:trailing-comma" in steps
    items = as_list(EVENTS)
    wrong = items.replace('"action": "video_play"', '"action": "video_play",,', 1)
    [first, *_], _ = of(tmp_path, wrong.encode())[1:]
    assert wrong[(first.column or 0) - 1] == ","


def test_pieces_without_an_event_are_counted_and_the_first_is_shown(tmp_path: Path) -> None:
    lines = ndjson(EVENTS).splitlines()
    lines[5] = lines[9] = '{"status":"Error","message":"Invalid API key","type":"203"}'
    events, [problem], _ = of(tmp_path, "\n".join(lines).encode())
    assert len(events) == len(EVENTS) - 2
    assert problem.line == 6
    assert problem.message.startswith("2 lines hold no event; the first: This is an answer of Kartra's")


def test_a_cut_gzip_keeps_what_is_whole_and_says_where_it_ends(tmp_path: Path) -> None:
    data = gzip.compress(ndjson(EVENTS).encode())
    events, problems, steps = of(tmp_path, data[: len(data) * 2 // 3])
    assert 0 < len(events) < len(EVENTS) + 1
    assert steps[:3] == ["gzip", "utf-8", "ndjson"]
    assert "ends too early" in problems[0].message
    assert problems[0].severity == "error"


def test_a_text_without_pieces_is_read_from_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WHOLE", 4000)
    text = (
        "Array\n(\n    [action] => assign_tag\n    [lead] => Array\n        (\n            [id] => 5\n"
        + "x" * 9000
    )
    _, problems, _ = of(tmp_path, text.encode())
    assert any("Nothing says where its events end" in problem.message for problem in problems)


def test_values_in_a_row_are_read_without_a_line_end(tmp_path: Path) -> None:
    events, problems, _ = of(tmp_path, as_values(EVENTS).encode())
    assert (len(events), problems) == (len(EVENTS), [])
    assert json.loads(compact(EVENTS[0]))["lead"]["email"] == events[0].lead["email"]
