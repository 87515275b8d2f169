"""Where containers begin and end, and how far they may stand in one another."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.loose.cursor import Cursor, Members

CLOSER: Final = {"{": "}", "[": "]", "(": ")"}
_BRACKETS: Final = re.compile(r"[{}\[\]()]")


def too_deep(cursor: Cursor) -> bool:
    """Whether the limit is reached; if so, what stands deeper is skipped."""
    if len(cursor.closers) < limits.DEPTH:
        return False
    cursor.deep = cursor.at if cursor.deep is None else cursor.deep
    level = 0
    for bracket in _BRACKETS.finditer(cursor.text, cursor.at):
        level += 1 if bracket.group() in CLOSER else -1
        if level == 0:
            cursor.at = bracket.end()
            return True
    cursor.at = len(cursor.text)
    return True


def closed(cursor: Cursor, closer: str) -> bool:
    """Whether the container ends here: with its own bracket, another one, or the text."""
    char = cursor.space()
    if char == closer:
        cursor.at += 1
        return True
    if not char:
        cursor.end()
        return True
    if char in "}])":
        cursor.note("mismatched-bracket")
        cursor.at += 0 if char in cursor.closers[:-1] else 1
        return True
    return False


def separated(cursor: Cursor, closer: str) -> None:
    """Skip what stands between two members."""
    commas = 0
    while (char := cursor.space()) in (",", ";") and char:
        if char == ";":
            cursor.note("semicolon")
        elif commas:
            cursor.note("doubled-comma")
        commas += 1
        last, cursor.at = cursor.at, cursor.at + 1
    if commas and char == closer:
        cursor.note("trailing-comma", last)
    if not commas and char and char not in "}])":
        cursor.note("missing-comma")


def listed(items: list[Any], members: Members) -> Any:
    """PHP's arrays are lists when their keys are 0, 1, 2 ..."""
    if not members:
        return items
    if not items and list(members) == [str(n) for n in range(len(members))]:
        return list(members.values())
    for index, item in enumerate(items):
        members.add(str(index), item)
    return members
