"""The brackets and commas of JSON that stand outside its strings, found in blocks at some 200 MB a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

QUOTE, OPEN, CLOSE, COMMA, LINE = 1, 2, 3, 4, 5
_KINDS: Final = {b'"': QUOTE, b"[{": OPEN, b"]}": CLOSE, b",": COMMA, b"\n": LINE}
_TABLE: Final = bytes(
    next((kind for marks, kind in _KINDS.items() if byte in marks), 0) for byte in range(256)
)
_HELD: Final = 1 << 20
"""Backslashes at the end of a block that wait for the next one."""


@dataclass(slots=True)
class Structure:
    """Goes through a text block by block; a raw line end ends a string, as in JSON none can hold one."""

    inside: bool = False
    """Whether the text so far ends inside a string."""
    held: bytes = b""
    """The backslashes that the text so far ends in: what they escape is not known yet."""
    at: int = 0
    """Where the next block begins, in bytes from the first."""

    def marks(self, block: bytes) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Where marks outside strings stand, in bytes from the first block's beginning, and their kinds."""
        text, begins = self._whole(block), self.at
        self.at += len(text)
        # Pairs first, so that of any run of backslashes what is left over escapes.
        kinds = np.frombuffer(text.replace(b"\\\\", b"__").replace(b'\\"', b"__").translate(_TABLE), np.uint8)
        found = np.flatnonzero(kinds)
        kind = kinds[found]
        outside = self._outside(kind) & (kind != QUOTE) & (kind != LINE)
        return found[outside] + begins, kind[outside]

    def _whole(self, block: bytes) -> bytes:
        text = self.held + block
        bare = text.rstrip(b"\\")
        self.held = text[len(bare) :]
        if len(self.held) > _HELD:
            self.held = b""
            return text
        return bare

    def _outside(self, kind: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which marks have an even number of quotes before them on their line."""
        quotes = np.cumsum(kind == QUOTE, dtype=np.int32) + int(self.inside)
        at_line = np.maximum.accumulate(np.where(kind == LINE, quotes, 0))
        inside = (quotes - at_line) & 1
        if len(kind):
            self.inside = bool(inside[-1])
        result: NDArray[np.bool_] = inside == 0
        return result
