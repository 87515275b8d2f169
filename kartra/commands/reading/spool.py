"""Text that is printed after something which is only known once all of it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Final

_IN_MEMORY: Final = 4 << 20
_BLOCK: Final = 1 << 18


@contextmanager
def spooled(parts: Iterable[str]) -> Iterator[Iterator[str]]:
    """Make all parts, then give them back: from memory while they are little, else from the disk."""
    with SpooledTemporaryFile(_IN_MEMORY, "w+b") as file:
        for part in parts:
            file.write(part.encode("utf-8", "replace"))
        file.seek(0)
        # A block ends at a line's end, so within no character.
        yield ((block + file.readline()).decode() for block in iter(lambda: file.read(_BLOCK), b""))
