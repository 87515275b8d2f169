"""Where in a large file a piece stands, by line and column, so that what is said of it can be found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from kartra.event import Problem, Reading
from kartra.paging.piece import BLOCK, Piece


@dataclass(slots=True)
class Place:
    """Goes from piece to piece; lines and columns count from 1, columns in characters."""

    file: BinaryIO
    """Read only where no piece tells what it holds."""
    names: int = 0
    """Lines that each piece is read with, and that stand elsewhere."""
    line: int = 1
    column: int = 1
    at: int = 0
    """The byte of that place."""
    ahead: bytes = b""
    """What follows it and is known."""

    def go(self, piece: Piece) -> None:
        """Go to the first byte of the piece that is not space."""
        self._pass(self.ahead)
        if self.at != piece.start:
            self.file.seek(self.at)
        while self.at < piece.start:
            self._pass(self.file.read(min(BLOCK, piece.start - self.at)))
        content = piece.content or b""
        space = len(content) - len(content.lstrip())
        self._pass(content[:space])
        self.ahead = content[space:]

    def shifted(self, reading: Reading) -> Reading:
        """The piece's reading with the places that its events and problems have in the file."""
        lines = self.line - 1 - self.names
        if not lines and self.column == 1:
            return reading
        events = tuple(replace(event, line=event.line + lines) for event in reading.events)
        problems = tuple(self._problem(problem, lines) for problem in reading.problems)
        return replace(reading, events=events, problems=problems)

    def _problem(self, problem: Problem, lines: int) -> Problem:
        if problem.line is None or problem.column is None:
            return problem
        column = problem.column + (self.column - 1 if problem.line == 1 + self.names else 0)
        return replace(problem, line=problem.line + lines, column=column)

    def _pass(self, content: bytes) -> None:
        self.at += len(content)
        before, line_end, rest = content.rpartition(b"\n")
        if line_end:
            self.line += before.count(b"\n") + 1
            self.column = 1
        self.column += len(rest.decode("utf-8", "ignore"))
