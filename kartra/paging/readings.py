"""Reading a file of any size: as a whole when it is small, else piece by piece in memory that stays small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from kartra.event import Problem, Reading
from kartra.findings import of_ordinary
from kartra.ordinary import ordinary
from kartra.paging.layout import HEAD, Layout, layout
from kartra.paging.piece import LONGEST, Piece
from kartra.paging.place import Place
from kartra.paging.plain import Plain, is_packed
from kartra.paging.records import Records
from kartra.reading import read

LARGE: Final = 8 << 20
"""Bytes from which a file is read by its pieces."""
PACKED: Final = 512 << 10
"""The same for a packed file: JSON shrinks to a tenth, and less."""
_WHOLE: Final = 64 << 20
"""Bytes that are read of a large file in which nothing says where its events end."""
UNPACKED: Final = 64 << 30
"""Bytes that a packed file may have on the disk."""
_EMPTY: Final = Problem("empty", 1, 1, "error", "")
_PIECE_STEPS: Final = ("utf-8", "json")
"""What reading a piece by itself always takes, and what was said of the file as a whole."""


def is_large(path: Path) -> bool:
    """Whether a file is read by its pieces; OSError when it can not be read."""
    with path.open("rb") as file:
        packed = is_packed(file.read(8))
    return path.stat().st_size > (PACKED if packed else LARGE)


def readings(path: Path, name: str, having: bytes = b"") -> Iterator[Reading]:
    """One reading of a small file; of a large one as many as it has pieces. Places are those in the file.

    Of a large file only the pieces `having` these bytes are read.
    """
    if not is_large(path):
        yield read(path.read_bytes(), name)
        return
    with path.open("rb") as file:
        packed = is_packed(file.read(8))
    if not packed:
        yield from _large(path, name, having)
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Plain(path, Path(folder) / "plain", UNPACKED)
        for _ in plain.build():
            pass
        trouble = (Problem("truncated", None, None, "error", plain.trouble),) if plain.trouble else ()
        yield Reading(name, tuple(plain.steps), (), trouble)
        if plain.target.exists():
            yield from _large(plain.target, name, having)


def _large(path: Path, name: str, having: bytes) -> Iterator[Reading]:
    with path.open("rb") as file:
        found = layout(file.read(HEAD))
    if found is not None:
        yield from _by_pieces(path, name, found, having)
        return
    with path.open("rb") as file:
        reading = read(file.read(_WHOLE), name)
    if path.stat().st_size > _WHOLE:
        message = f"Nothing says where its events end: only the first {_WHOLE >> 20} MB were read."
        reading = replace(
            reading, problems=(*reading.problems, Problem("too-large", None, None, "error", message))
        )
    yield reading


def _by_pieces(path: Path, name: str, found: Layout, having: bytes) -> Iterator[Reading]:
    yield Reading(name, ("utf-8", found.notation))
    without, verdict = 0, None
    with path.open("rb") as file, path.open("rb") as again:
        place = Place(again, found.names.count(b"\n") if isinstance(found, Records) else 0)
        for piece in found.pieces(file):
            if piece.content is not None and having not in piece.content:
                continue
            place.go(piece)
            reading = place.shifted(_read(piece, found, name))
            if not reading.events and reading.problems:
                without, verdict = without + 1, verdict or reading.problems[-1]
                reading = replace(reading, problems=reading.problems[:-1])
            yield reading
    if verdict is not None:
        yield Reading(
            name, (), (), (replace(verdict, message=f"{_without(found, without)} {verdict.message}"),)
        )


def _without(found: Layout, count: int) -> str:
    return (
        f"1 {found.thing} holds no event."
        if count == 1
        else f"{count:,} {found.thing}s hold no event; the first:"
    )


def _read(piece: Piece, found: Layout, name: str) -> Reading:
    """The piece by itself: the short way when it is ordinary."""
    if piece.content is None:
        message = f"A {found.thing} of more than {LONGEST >> 20} MB was left out."
        return Reading(name, (), (), (Problem("too-large", 1, 1, "error", message), _EMPTY))
    content = found.trimmed(piece.content)
    if not content.strip():
        return Reading(name)
    event = ordinary(content)
    if event is not None:
        return Reading(name, (), (replace(event, findings=of_ordinary(event)),))
    reading = read(content, name)
    return replace(reading, steps=tuple(step for step in reading.steps if step not in _PIECE_STEPS))
