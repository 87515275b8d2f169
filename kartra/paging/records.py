"""A table of comma-separated values in its pieces: each record is one, however many lines it has."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import BinaryIO, Final

from kartra.paging import piece
from kartra.paging.piece import Piece
from kartra.reading.notations.tables import Quoting
from kartra.reading.notations.tables import quoting as told

_TRIED: Final = 20
"""Records by which it is told where the events stand."""
_BROKEN: Final = 1 << 16
"""Lines of one record; a quote that is never closed would make one of all the rest."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a table, each read under the names in its first."""

    quoting: Quoting
    names: bytes
    """The first record, with whatever stands before it and its end."""
    column: int | None = None
    """The column that holds events; none when their fields are the columns."""
    notation: str = "csv"
    thing: str = "record"

    def pieces(self, file: BinaryIO) -> Iterator[Piece]:
        """The records after the names."""
        return _records(file, len(self.names), self.quoting)

    def trimmed(self, raw: bytes) -> bytes:
        """The record under the names."""
        return self.names + raw

    def body(self, content: bytes) -> bytes:
        """The cell that holds the event; nothing when there is none."""
        cells = self.cells(content.removeprefix(self.names))
        return cells[self.column].encode() if self.column is not None and self.column < len(cells) else b""

    def cells(self, raw: bytes) -> list[str]:
        """The cells of one record."""
        try:
            return next(self.quoting.records(raw.decode("utf-8", "replace").splitlines(keepends=True)), [])
        except csv.Error:
            return []


def table(head: bytes) -> Records | None:
    """The table that begins so; none when it is no table."""
    whole = head[: head.rfind(b"\n") + 1]
    before = whole.find(b"\n") + 1 if whole[:4].lower() == b"sep=" else 0
    quoting = told(whole[before:].decode("utf-8", "replace"))
    if quoting is None:
        return None
    first = next(_records(BytesIO(whole), before, quoting))
    made = Records(quoting, whole[: first.end])
    tried = [made.cells(one.content or b"") for one in islice(made.pieces(BytesIO(whole)), _TRIED)]
    return Records(quoting, made.names, _column(tried))


def _column(tried: list[list[str]]) -> int | None:
    """The column in which most records hold an object of Kartra's."""
    held = Counter(n for cells in tried for n, cell in enumerate(cells) if _is_event(cell))
    return held.most_common(1)[0][0] if held else None


def _is_event(cell: str) -> bool:
    return cell.lstrip()[:1] == "{" and '"action_details"' in cell


def _records(file: BinaryIO, first: int, quoting: Quoting) -> Iterator[Piece]:
    """Each record from `first` on; where there is none to be read, its first line stands for it."""
    start = first
    while True:
        file.seek(start)
        lines = _Lines(file, start)
        try:
            for _ in quoting.records(lines.decoded()):
                content = lines.taken()
                if content.strip():
                    yield Piece(start, lines.end, content)
                start = lines.end
            return
        except csv.Error:
            file.seek(start)
            line = file.readline(piece.LONGEST)
            yield Piece(start, start + len(line), line)
            start += len(line)


class _Lines:
    """The lines that a reader of records has taken since it gave the last one."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file = file
        self._taken: list[bytes] = []
        self.end = end

    def decoded(self) -> Iterator[str]:
        """Each line as text; csv.Error when they make no record."""
        size = 0
        while line := self._file.readline(piece.LONGEST):
            size = size + len(line) if self._taken else len(line)
            if size > piece.LONGEST or len(self._taken) > _BROKEN:
                raise csv.Error("a record without end")
            self._taken.append(line)
            self.end += len(line)
            yield line.decode("utf-8", "replace")

    def taken(self) -> bytes:
        """The lines of the last record."""
        content = b"".join(self._taken)
        self._taken.clear()
        return content
