"""A file of lines: each line is a piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kartra.paging import piece
from kartra.paging.piece import Piece


@dataclass(frozen=True, slots=True)
class Lines:
    """One piece a line."""

    notation: str = "ndjson"
    thing: str = "line"

    def pieces(self, file: BinaryIO) -> Iterator[Piece]:
        """Each line with its end; of one that is too long the length is kept, not the text."""
        start, carried, longer = 0, b"", 0
        for block in piece.blocks(file):
            *whole, last = block.split(b"\n")
            for line in whole:
                end = start + longer + len(carried) + len(line) + 1
                yield Piece(start, end, None if longer else carried + line)
                start, carried, longer = end, b"", 0
            carried += last
            if len(carried) > piece.LONGEST:
                carried, longer = b"", longer + len(carried)
        if carried or longer:
            yield Piece(start, start + longer + len(carried), None if longer else carried)

    def trimmed(self, raw: bytes) -> bytes:
        """The line without its end."""
        return raw.strip(b"\r\n")

    def body(self, content: bytes) -> bytes:
        """The line itself."""
        return content
