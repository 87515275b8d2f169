"""A text that knows where in the input it stands, so that what is said about it has a line and a column."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from kartra.reading.promising import sensitive


@dataclass(frozen=True)
class Text:
    """A piece of the input, perhaps unwrapped from something."""

    content: str
    line: int = 1
    column: int = 1
    exact: bool = True
    """False when unescaping moved the characters: then every place is where the wrapping began."""

    lines_hold: bool = False
    """Whether unescaping left the lines as they were, so that only columns are lost."""
    file: str = ""
    """The name it has in an archive."""

    @cached_property
    def _line_ends(self) -> list[int]:
        lengths = accumulate(len(line) + 1 for line in self.content.split("\n"))
        return [end - 1 for end in lengths]

    @cached_property
    def guarded(self) -> bool:
        """Whether a secret may stand in this text."""
        return sensitive(self.content)

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1) of the character at `offset`."""
        if not self.exact and not self.lines_hold:
            return self.line, self.column
        row = bisect_left(self._line_ends, offset)
        start = self._line_ends[row - 1] + 1 if row else 0
        if not self.exact:
            return self.line + row, 1
        return self.line + row, offset - start + 1 + (self.column - 1 if row == 0 else 0)

    def part(self, start: int, end: int | None = None) -> Text:
        """Return the piece from `start` to `end`, at its own place."""
        line, column = self.at(start)
        return Text(self.content[start:end], line, column, self.exact, self.lines_hold)

    def inner(self, content: str, offset: int = 0) -> Text:
        """Return what was unescaped from this text at `offset`."""
        line, column = self.at(offset)
        return Text(content, line, column, exact=False)

    def unescaped(self, content: str) -> Text:
        """Return this text as a whole without an escaping."""
        same = content.count("\n") == self.content.count("\n") and (self.exact or self.lines_hold)
        return Text(content, self.line, self.column, exact=False, lines_hold=same)
