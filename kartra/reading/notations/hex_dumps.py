"""Bytes as hexdump and xxd show them, and text as curl's trace does: with the place before each line."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text

_LINE: Final = re.compile(
    r"[ \t]*(?:0x)?([0-9a-fA-F]{4,8}):?[ \t]{1,3}((?:[0-9a-fA-F]{2,4}[ \t]{1,2}){1,16})"
)
_TRACE: Final = re.compile(r"([0-9a-f]{4}): ([^\n]*)")
_FEWEST: Final = 3
_DIGITS: Final = 32
"""Of one line; what follows are the same bytes as letters."""


def dump(text: Text) -> list[Document] | None:
    """Put the bytes together; each line's place must be where the line before has ended."""
    data = bytearray()
    begun = 0
    for line in text.content.splitlines():
        found = _LINE.match(line.partition("|")[0] + "  ")
        if found is None:
            continue
        digits = re.sub(r"\s", "", found[2])[:_DIGITS]
        if int(found[1], 16) != len(data) or len(digits) % 2:
            return None
        data += bytes.fromhex(digits)
        begun += 1
    return [Document(bytes(data), text)] if begun >= _FEWEST else None


def trace(text: Text) -> list[Document] | None:
    """Put the lines of `curl --trace-ascii` together."""
    found = [line for line in map(_TRACE.fullmatch, text.content.splitlines()) if line]
    at, lines = 0, list[str]()
    for line in found:
        if int(line[1], 16) != at:
            return None
        lines.append(line[2])
        at += len(line[2])
    return [Document(text.inner("".join(lines)), text)] if len(lines) >= _FEWEST else None
