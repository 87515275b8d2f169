"""A file too large to be read at once is indexed by its lines, and any page of it is read."""

from __future__ import annotations

from contextlib import nullcontext
from io import BytesIO

import pytest

from kartra.reading import large
from kartra.reading.large import LineIndex, is_lines
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made

LINES = [compact(made("assign_tag", n)).encode() for n in range(1, 8)]
BAD = b'{"action":"assign_tag","lead":{"id":"abc","email":"a@b.c"},"action_details":{"tag":{}}}'


def indexed(data: bytes) -> LineIndex:
    index = LineIndex(lambda: nullcontext(BytesIO(data)), len(data))
    shares = list(index.build())
    assert shares == sorted(shares)
    assert index.share == 1
    return index


@pytest.mark.parametrize("block", [1, 7, 1000, 1 << 20])
@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_every_line_is_found_whatever_the_blocks(
    monkeypatch: pytest.MonkeyPatch, block: int, ending: bytes
) -> None:
    monkeypatch.setattr(large, "_BLOCK", block)
    index = indexed(b"\n".join([*LINES, b"", BAD]) + ending)
    assert index.lines == len(LINES) + 2
    assert index.page(0, 3) == list(enumerate(LINES))[:3]
    assert index.page(6, 50) == [(6, LINES[6]), (7, b""), (8, BAD)]
    assert list(index.faulty) == [8]
    assert index.picked(index.faulty) == [(8, BAD)]


def test_a_line_without_end_is_counted_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "_BLOCK", 100)
    monkeypatch.setattr(large, "_LONGEST", 3000)
    index = indexed(LINES[0][:90] + b"x" * 9000 + b"\n" + LINES[1] + b"\n")
    assert index.lines == 2
    assert index.faults == 1
    [(_, line)] = index.page(1, 1)
    assert line == LINES[1]


def test_a_file_of_lines_is_told_by_its_beginning() -> None:
    assert is_lines(b"\n".join(LINES))
    assert not is_lines(b'{\n  "action": "x"\n}')
    assert not is_lines(LINES[0])
