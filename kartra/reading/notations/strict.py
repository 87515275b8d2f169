"""JSON as the standard has it: one value, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text
from kartra.reading.strict_json import decoded

_LINE: Final = re.compile(r"[^\n]+")
TOLERATED: Final = 0.2
"""Share of lines that may need mending before the text is no longer taken for one value a line."""


def one_value(text: Text) -> list[Document] | None:
    """Read a text that is one JSON value."""
    start = text.content.lstrip(" \t\r\n")
    if start[:1] not in '{["':
        return None
    found, value = decoded(text.content)
    return [Document(value, text, len(text.content) - len(start))] if found else None


def value_a_line(text: Text) -> list[Document] | None:
    """Read a text with one JSON value a line; a line that is not JSON becomes a text to be mended."""
    lines = list(each_line(text.content))
    if len(lines) < 2 or not decoded(lines[0][1])[0]:
        return None
    documents = [_line(text, start, line) for start, line in lines]
    unread = sum(isinstance(document.value, Text) for document in documents)
    return documents if unread <= max(1, len(lines) * TOLERATED) else None


def each_line(content: str) -> Iterator[tuple[int, str]]:
    """Where each line begins, and the line; those of blanks are left out."""
    for found in _LINE.finditer(content):
        if not found.group().isspace():
            yield found.start(), found.group()


def _line(text: Text, start: int, line: str) -> Document:
    found, value = decoded(line)
    return Document(value if found else text.part(start, start + len(line)), text, start)
