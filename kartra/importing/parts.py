"""A file in parts of whole lines, each with a digest of everything up to its end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from store.imports import Mark

PART: Final = 2 << 20
"""Bytes of a part, give or take a line: about a thousand events, written in one transaction."""
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a file."""

    lines: tuple[bytes, ...]
    end: int
    """Where the part ends, in bytes from the file's beginning."""
    digest: str
    """Of all bytes up to there."""


def parts(path: Path, resumed: Mark | None = None) -> Iterator[Part]:
    """The file's parts after the mark; OSError when it can not be read."""
    hashed = _digest()
    with path.open("rb") as file:
        if resumed is not None:
            _hash(file, hashed, resumed.position)
        # A file's iterator and its tell() do not go together; readlines(n) stops at whole lines.
        while lines := file.readlines(PART):
            for line in lines:
                hashed.update(line)
            yield Part(tuple(lines), file.tell(), hashed.hexdigest())


def reached(path: Path, marks: Sequence[Mark]) -> Mark | None:
    """The mark farthest into the file whose bytes are the file's own; none when it is new."""
    hashed, found = _digest(), None
    with path.open("rb") as file:
        for mark in marks:
            _hash(file, hashed, mark.position - file.tell())
            if file.tell() == mark.position and hashed.hexdigest() == mark.digest:
                found = mark
    return found


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _hash(file: BinaryIO, hashed: hashlib.blake2b, size: int) -> None:
    while size > 0 and (block := file.read(min(size, _BLOCK))):
        hashed.update(block)
        size -= len(block)
