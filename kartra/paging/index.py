"""An index of a large file: where each piece begins, so that any page of them is read in a moment."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from kartra.paging import piece
from kartra.paging.layout import HEAD, Layout, layout
from kartra.paging.piece import Piece
from kartra.validation import fault

_FAULTS: Final = 10_000
"""Pieces that are not as documented and are remembered with their place; further ones are counted."""
_TRIED: Final = 20
"""Pieces by which it is told whether they are events themselves, or hold events in something else."""


@dataclass(slots=True)
class PieceIndex:
    """Where each piece begins, and which are not as documented. Eight bytes a piece, whatever its length."""

    path: Path
    layout: Layout
    size: int
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    """Where each piece begins."""
    end: int = 0
    """Where the last one ends."""
    faulty: array[int] = field(default_factory=lambda: array("Q"))
    """Numbers (from 0) of the first pieces that are not as documented."""
    faults: int = 0
    """How many there are."""
    checked: bool = True
    """False: the pieces hold events in something else, and are not checked before they are looked at."""

    @classmethod
    def of(cls, path: Path) -> PieceIndex | None:
        """The file's index, still to be built; None when it has no pieces. OSError as when reading."""
        with path.open("rb") as file:
            found = layout(file.read(HEAD))
        return cls(path, found, path.stat().st_size) if found else None

    @property
    def count(self) -> int:
        """How many pieces were found."""
        return len(self.offsets)

    @property
    def share(self) -> float:
        """How much of the file was gone through, from 0 to 1."""
        return min(1.0, self.end / self.size) if self.size else 1.0

    def build(self) -> Iterator[float]:
        """Go through the file once; yields the share done after each block. OSError as when reading."""
        told, direct = 0, False
        with self.path.open("rb") as file:
            for one in self.layout.pieces(file):
                content = self._content(one)
                direct = direct or (self.count < _TRIED and _is_event(content))
                if self.count == _TRIED and not direct:
                    self._leave_unchecked()
                self._add(one, content)
                if one.end - told >= piece.BLOCK:
                    told = one.end
                    yield self.share
        if not direct:
            self._leave_unchecked()
        self.end = max(self.end, self.size)

    def _content(self, one: Piece) -> bytes | None:
        """What of the piece should be an event."""
        if one.content is None or not self.checked:
            return one.content
        return self.layout.body(self.layout.trimmed(one.content))

    def _leave_unchecked(self) -> None:
        self.checked, self.faults, self.faulty = False, 0, array("Q")

    def _add(self, one: Piece, content: bytes | None) -> None:
        number = self.count
        self.offsets.append(one.start)
        self.end = one.end
        if self.checked and (content is None or (not content.isspace() and content and fault(content))):
            self.faults += 1
            if len(self.faulty) < _FAULTS:
                self.faulty.append(number)

    def page(self, first: int, count: int) -> list[tuple[int, bytes]]:
        """Up to `count` pieces from number `first` on, each with its number (from 0)."""
        return self.picked(range(max(0, first), min(first + count, self.count)))

    def picked(self, numbers: Sequence[int]) -> list[tuple[int, bytes]]:
        """These pieces, each with its number, and so that it can be read by itself."""
        with self.path.open("rb") as file:
            return [(number, self.layout.trimmed(self._raw(file, number))) for number in numbers]

    def _raw(self, file: BinaryIO, number: int) -> bytes:
        start = self.offsets[number]
        end = self.offsets[number + 1] if number + 1 < self.count else self.end
        file.seek(start)
        return file.read(min(end - start, piece.LONGEST))

    def fault(self, content: bytes) -> str | None:
        """What is not as documented in a piece; none when nothing is, or the piece is not checked."""
        body = self.layout.body(content) if self.checked else b""
        return fault(body) if body.strip() else None


def _is_event(content: bytes | None) -> bool:
    """Whether the text is an object with what an event consists of."""
    try:
        value = msgspec.json.decode(content or b"")
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not value.keys().isdisjoint(("lead", "action", "action_details"))
