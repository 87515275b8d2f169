"""A piece of a large file that may hold an event by itself, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

BLOCK: Final = 1 << 20
"""Bytes read at a time."""
LONGEST: Final = 16 << 20
"""Bytes of one piece that are read; what is longer is no piece."""


class Piece(NamedTuple):
    """Bytes of a file from `start` up to `end`, the mark that ends it among them."""

    start: int
    end: int
    content: bytes | None
    """All of it; None when it is too long to be held."""


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """The rest of the file, some at a time."""
    while block := file.read(BLOCK):
        yield block
