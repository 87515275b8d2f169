"""A file in parts of whole lines, each with a digest of everything up to its end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from store.imports import Mark

PART: Final = 4 << 20
"""Bytes of a part, give or take a line: some thousand events, written in one transaction."""
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """Some whole lines of a file."""

    path: Path
    begin: int
    end: int
    """Where the part lies, in bytes from the file's beginning."""
    digest: str
    """Of all bytes up to its end."""

    def lines(self) -> list[bytes]:
        """The lines, without their ends; OSError when the file can not be read any more."""
        with self.path.open("rb") as file:
            file.seek(self.begin)
            return file.read(self.end - self.begin).split(b"\n")


def parts(path: Path, resumed: Mark | None, until: int) -> Iterator[Part]:
    """The file's parts after the mark, up to that byte; OSError when it can not be read."""
    hashed = _digest()
    with path.open("rb") as file:
        if resumed is not None:
            _hash(file, hashed, resumed.position)
        while block := file.read(min(PART, until - file.tell())):
            begin = file.tell() - len(block)
            hashed.update(block)
            rest = until - file.tell()
            hashed.update(file.readline(rest) if not block.endswith(b"\n") else b"")
            yield Part(path, begin, file.tell(), hashed.hexdigest())


def last_line(path: Path) -> int:
    """Where the line begins that has no end; the file's size when every line has one."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0:
            begin = max(0, at - _BLOCK)
            file.seek(begin)
            found = file.read(at - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            at = begin
    return 0


def digest(path: Path, until: int) -> str:
    """Of the file's bytes up to that one."""
    hashed = _digest()
    with path.open("rb") as file:
        _hash(file, hashed, until)
    return hashed.hexdigest()


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
