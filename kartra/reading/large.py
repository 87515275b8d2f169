"""Files too large to be read at once: an index of their lines, and any page of them in a moment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from kartra.validation import fault

_BLOCK: Final = 4 << 20
"""Bytes read at a time."""
_FAULTS: Final = 10_000
"""Lines that are not as documented and are remembered with their place; further ones are counted."""
_LONGEST: Final = 16 << 20
"""Bytes of one line that are read; a file without line ends is no file of lines."""

Opened = Callable[[], AbstractContextManager[BinaryIO]]
"""Gives the file from its beginning, as often as it is asked."""


@dataclass(slots=True)
class LineIndex:
    """Where each line begins, and which are not as documented. Eight bytes a line, whatever its length."""

    opened: Opened
    size: int
    offsets: array[int] = field(default_factory=lambda: array("Q", [0]))
    """Where each line begins, and where the last one ends."""
    faulty: array[int] = field(default_factory=lambda: array("Q"))
    """Numbers (from 0) of the first lines that are not as documented."""
    faults: int = 0
    """How many there are."""
    done: int = 0
    """Bytes that were gone through."""

    @property
    def lines(self) -> int:
        """How many lines were found."""
        return len(self.offsets) - 1

    @property
    def share(self) -> float:
        """How much of the file was gone through, from 0 to 1."""
        return min(1.0, self.done / self.size) if self.size else 1.0

    def build(self) -> Iterator[float]:
        """Go through the file once; yields the share done after each block."""
        carried, longer = b"", 0
        with self.opened() as file:
            while block := file.read(_BLOCK):
                *lines, last = block.split(b"\n")
                for line in lines:
                    self._add(carried + line, longer + 1)
                    carried, longer = b"", 0
                carried += last
                if len(carried) > _LONGEST:  # its length is kept, its text is not
                    carried, longer = b"", longer + len(carried)
                yield self.share
        if carried or longer:
            self._add(carried, longer)
        self.done = max(self.done, self.size)

    def _add(self, line: bytes, more: int) -> None:
        """Add a line; `more` are its bytes that are not in `line`, its end among them."""
        number = self.lines
        self.done += len(line) + more
        self.offsets.append(self.done)
        if line and not line.isspace() and (more > 1 or fault(line) is not None):
            self.faults += 1
            if len(self.faulty) < _FAULTS:
                self.faulty.append(number)

    def page(self, first: int, count: int) -> list[tuple[int, bytes]]:
        """Return up to `count` lines from number `first` on, each with its number (from 0)."""
        return self.picked(range(max(0, first), min(first + count, self.lines)))

    def picked(self, numbers: Sequence[int]) -> list[tuple[int, bytes]]:
        """Return these lines, each with its number."""
        with self.opened() as file:
            return [(number, self._line(file, number)) for number in numbers]

    def _line(self, file: BinaryIO, number: int) -> bytes:
        start, end = self.offsets[number], self.offsets[number + 1]
        file.seek(start)
        return file.read(min(end - start, _LONGEST)).strip(b"\r\n")


def is_lines(head: bytes) -> bool:
    """Whether a file that begins so has one JSON object a line."""
    first, ended, rest = head.partition(b"\n")
    return bool(ended) and first.strip()[:1] == b"{" and first.strip()[-1:] == b"}" and bool(rest.strip())
