"""A file too large to be read at once is indexed by its pieces, and any page of it is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kartra.paging import PieceIndex, piece
from kartra.reading import read
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made

COUNT = 60
EVENTS = [made("assign_tag", n) for n in range(COUNT)]
LINES = [compact(event).encode() for event in EVENTS]
BAD = b'{"action":"assign_tag","lead":{"id":"abc","email":"a@b.c"},"action_details":{"tag":{}}}'


def indexed(folder: Path, data: bytes) -> PieceIndex:
    path = folder / "large"
    path.write_bytes(data)
    index = PieceIndex.of(path)
    assert index is not None
    shares = list(index.build())
    assert shares == sorted(shares)
    assert index.share == 1
    return index


@pytest.fixture(params=[7, 1000, 1 << 20])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(piece, "BLOCK", request.param)
    return int(request.param)


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_every_line_is_found_whatever_the_blocks(tmp_path: Path, block: int, ending: bytes) -> None:
    index = indexed(tmp_path, b"\n".join([*LINES, b"", BAD]) + ending)
    assert index.count == COUNT + 2
    assert index.page(0, 3) == list(enumerate(LINES))[:3]
    assert index.page(COUNT - 1, 50) == [(COUNT - 1, LINES[-1]), (COUNT, b""), (COUNT + 1, BAD)]
    assert list(index.faulty) == [COUNT + 1]
    assert index.picked(index.faulty) == [(COUNT + 1, BAD)]


def test_a_line_without_end_is_counted_and_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piece, "BLOCK", 100)
    monkeypatch.setattr(piece, "LONGEST", 3000)
    index = indexed(tmp_path, b"\n".join([LINES[0], b"x" * 9000, LINES[1]]) + b"\n")
    assert index.count == 3
    assert index.faults == 1
    assert index.page(2, 1) == [(2, LINES[1])]


def as_list(events: Sequence[Any]) -> str:
    return json.dumps(events)


def as_pretty_list(events: Sequence[Any]) -> str:
    return "\n" + json.dumps(events, indent=2) + "\n"


def as_api_answer(events: Sequence[Any]) -> str:
    """What webhook.site's API answers, with whatever could be taken for JSON in the texts."""
    data = [{"uuid": f'a "[{{,}}]\\" {n}', "content": compact(event)} for n, event in enumerate(events)]
    return json.dumps({"data": data, "total": len(events), "is_last_page": True})


def as_values(events: Sequence[Any]) -> str:
    return "".join(map(compact, events))


def as_pretty_values(events: Sequence[Any]) -> str:
    return "\n".join(json.dumps(event, indent=1) for event in events)


def as_csv(events: Sequence[Any]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["uuid", "created_at", "content", "headers"])
    for n, event in enumerate(events):
        table.writerow([n, "2026-05-01 10:00:00", json.dumps(event, indent=1), '{"a":["b"]}'])
    return out.getvalue()


def as_log(events: Sequence[Any]) -> str:
    return "".join(f"[2026-05-01 10:00:00] local.INFO: Kartra {compact(event)} []\n" for event in events)


def as_docker_log(events: Sequence[Any]) -> str:
    return "".join(
        json.dumps({"log": compact(event) + "\n", "stream": "stdout", "time": "2026-05-01T10:00:00Z"}) + "\n"
        for event in events
    )


LAYOUTS = (
    as_list, as_pretty_list, as_api_answer, as_values, as_pretty_values, as_csv, as_log, as_docker_log,
)  # fmt: skip


@pytest.mark.parametrize("printed", LAYOUTS)
def test_each_piece_of_any_layout_reads_as_one_event(
    tmp_path: Path, block: int, printed: Callable[[Sequence[Any]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kartra.paging.index.HEAD", 20_000)
    index = indexed(tmp_path, printed(EVENTS).encode())
    assert index.count == COUNT
    assert index.faults == 0
    found = [read(text).events for _, text in index.page(0, COUNT)]
    assert [len(events) for events in found] == [1] * COUNT
    assert [events[0].lead["email"] for events in found] == [event["lead"]["email"] for event in EVENTS]


@pytest.mark.parametrize("printed", [as_list, as_pretty_list, as_values, as_csv])
def test_what_is_not_as_documented_is_found_in_any_layout(
    tmp_path: Path, printed: Callable[[Sequence[Any]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kartra.paging.index.HEAD", 20_000)
    index = indexed(tmp_path, printed([*EVENTS, json.loads(BAD), *EVENTS]).encode())
    assert list(index.faulty) == [COUNT]
    [(_, text)] = index.picked(index.faulty)
    assert "lead.id" in (index.fault(text) or "")


def test_a_list_that_is_cut_keeps_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartra.paging.index.HEAD", 20_000)
    index = indexed(tmp_path, as_list(EVENTS).encode()[:-300])
    assert index.count == COUNT
    assert list(index.faulty) == [COUNT - 1]


def test_a_quote_that_is_never_closed_costs_no_more_than_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piece, "LONGEST", 20_000)
    lines = [
        f'{n},2026-05-01,"{line.decode().replace(chr(34), chr(34) * 2)}"' for n, line in enumerate(LINES)
    ]
    lines.insert(30, 'x,2026-05-01,"never closed')
    index = indexed(tmp_path, ("uuid,created_at,content\n" + "\n".join(lines)).encode())
    read_back = [len(read(text).events) for _, text in index.page(0, index.count)]
    assert sum(read_back) == COUNT


def test_a_text_in_which_nothing_says_where_an_event_ends_has_no_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_text("Array\n(\n    [action] => assign_tag\n" * 10)
    assert PieceIndex.of(path) is None
