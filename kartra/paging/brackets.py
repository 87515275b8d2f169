"""JSON in its pieces: the items of a list, or values one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from kartra.paging import piece
from kartra.paging.piece import Piece
from kartra.paging.structure import CLOSE, COMMA, OPEN, Structure

_Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one list, which may be inside something else."""

    first: int
    """Where the list's first byte inside stands."""
    notation: str = "json"
    thing: str = "item"

    def pieces(self, file: BinaryIO) -> Iterator[Piece]:
        """Each item with the comma after it."""
        return _pieces(file, self.first, _ListEnds())

    def trimmed(self, raw: bytes) -> bytes:
        """The item alone."""
        return raw.strip().removesuffix(b",").rstrip()

    def body(self, content: bytes) -> bytes:
        """The item itself."""
        return content


@dataclass(frozen=True, slots=True)
class Values:
    """Objects and lists one after another, on as many lines as they need."""

    notation: str = "several-values"
    thing: str = "value"

    def pieces(self, file: BinaryIO) -> Iterator[Piece]:
        """Each value with what stands before it."""
        return _pieces(file, 0, _ValueEnds())

    def trimmed(self, raw: bytes) -> bytes:
        """The value without the space around it."""
        return raw.strip()

    def body(self, content: bytes) -> bytes:
        """The value itself."""
        return content


@dataclass(slots=True)
class _ListEnds:
    """Where items end: at the commas that no bracket surrounds, until the list is closed."""

    structure: Structure = field(default_factory=Structure)
    depth: int = 0
    closed: int | None = None
    """Where the list's own bracket stands."""

    def within(self, block: bytes) -> list[int]:
        at, kind = self.structure.marks(block)
        depths = np.cumsum(_steps(kind)) + self.depth
        self.depth = int(depths[-1]) if len(depths) else self.depth
        beyond = np.flatnonzero(depths < 0)
        until = int(beyond[0]) if len(beyond) else len(at)
        if len(beyond):
            self.closed = int(at[until])
        commas = (kind[:until] == COMMA) & (depths[:until] == 0)
        return [int(place) + 1 for place in at[:until][commas]]


@dataclass(slots=True)
class _ValueEnds:
    """Where values end: at the brackets that close the last open one; others close nothing."""

    structure: Structure = field(default_factory=Structure)
    depth: int = 0
    closed: None = None

    def within(self, block: bytes) -> list[int]:
        at, kind = self.structure.marks(block)
        steps = _steps(kind)
        plain = np.cumsum(steps) + self.depth
        depths = plain - np.minimum.accumulate(np.minimum(plain, 0))
        before = np.concatenate(([self.depth], depths[:-1]))
        self.depth = int(depths[-1]) if len(depths) else self.depth
        return [int(place) + 1 for place in at[(before == 1) & (depths == 0)]]


def _steps(kind: NDArray[np.uint8]) -> _Places:
    """What each mark adds to the number of open brackets."""
    steps: _Places = (kind == OPEN).astype(np.int64) - (kind == CLOSE)
    return steps


def _pieces(file: BinaryIO, first: int, ends: _ListEnds | _ValueEnds) -> Iterator[Piece]:
    file.seek(first)
    # `held` are the bytes from `from_` on, while they are not too many.
    start, held, from_ = first, b"", first
    for block in piece.blocks(file):
        held += block
        for end in (first + place for place in ends.within(block)):
            yield Piece(start, end, held[start - from_ : end - from_] if start >= from_ else None)
            start = end
        if ends.closed is not None:
            yield from _last(start, first + ends.closed, held, from_)
            return
        gone = len(held) if from_ + len(held) - start > piece.LONGEST else max(0, start - from_)
        held, from_ = held[gone:], from_ + gone
    yield from _last(start, from_ + len(held), held, from_)


def _last(start: int, end: int, held: bytes, from_: int) -> Iterator[Piece]:
    """What stands after the last mark, unless that is nothing."""
    content = held[start - from_ : end - from_] if start >= from_ else None
    if content is None or content.strip():
        yield Piece(start, end, content)
