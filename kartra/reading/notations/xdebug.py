"""var_dump as Xdebug 2 prints it: 'key' => string 'value' (length=5), nested by indentation."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import Members
from kartra.reading.notations.php_lists import listed
from kartra.reading.place import Text

_START: Final = re.compile(r"^[ \t]*(?:array \(size=\d+\)|object\([\w\\]+\)\[\d+\])[ \t]*\r?$", re.MULTILINE)
_LINES: Final = re.compile(r"([^\n]*)(?:\n|\Z)")
_ENTRY: Final = re.compile(r"([ \t]+)(?:(?:public|protected|private) )?'?([^'\n]{0,200}?)'? =>[ \t]?([^\n]*)")
_TEXT: Final = re.compile(r"string '(.*)'(?:\.\.\.)? \(length=\d+\)\s*", re.DOTALL)
_LEFT_OUT: Final = re.compile(r"(?:^[ \t]+|'|more elements)\.\.\.(?= \(length=|[ \t]*\r?$)", re.MULTILINE)
"""What Xdebug prints where its limits on depth, length and number were reached."""
_SCALAR: Final = re.compile(r"(?:int (-?\d{1,300})|float (\S+)|boolean (true|false)|(null))\s*")


def dumps(text: Text) -> list[Document] | None:
    """Read the arrays that are printed in the text."""
    found: list[Document] = []
    at = 0
    while start := _START.search(text.content, at, limits.MENDED):
        value, at = _dump(text.content, start.end())
        left_out = _LEFT_OUT.search(text.content, start.end(), at)
        found.append(Document(value, text, start.start(), cut=left_out.start() if left_out else None))
    return found or None


def _dump(content: str, at: int) -> tuple[Any, int]:
    root = Members(at)
    stack: list[tuple[int, Members]] = [(-1, root)]
    for number, found in enumerate(_LINES.finditer(content, at, limits.MENDED)):
        line, at = found[1], found.end()
        entry = _ENTRY.match(line)
        if entry is None:
            if line.strip() and not line.startswith((" ", "\t")) and number:
                break
            continue
        depth = len(entry[1].expandtabs(2))
        while len(stack) > 1 and depth <= stack[-1][0]:
            stack.pop()
        rest = entry[3].strip()
        if rest == "" or rest.startswith(("array (", "object(")):
            inner = Members(at)
            stack[-1][1].add(entry[2], inner)
            if len(stack) < limits.DEPTH:
                stack.append((depth, inner))
        else:
            stack[-1][1].add(entry[2], _value(rest))
    return listed(root), at


def _value(rest: str) -> Any:
    if text := _TEXT.fullmatch(rest):
        return text[1]
    scalar = _SCALAR.fullmatch(rest)
    if scalar is None:
        return rest
    if scalar[1]:
        return int(scalar[1])
    return float(scalar[2]) if scalar[2] else None if scalar[4] else scalar[3] == "true"
