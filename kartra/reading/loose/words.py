"""What stands without quotes: numbers, the nulls and truths of several languages, plain text."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.loose.cursor import Cursor

_DONE: Final = r"(?=\s*(?:[,}\])\s;/]|=>|$))"
_NUMBER: Final = re.compile(rf"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?{_DONE}")
_WHOLE: Final = re.compile(rf"\+?(\d+)[nL]{_DONE}")
_FRACTION: Final = re.compile(rf"[+-]?(?:\.\d+|\d+\.)(?:[eE][+-]?\d+)?{_DONE}")
_WORD: Final = re.compile(r"[A-Za-z]+(?=\s*(?:[,}\])\s;/:]|=>|$))")
_BARE: Final = re.compile(r"[^,}\]\n;)]*")
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.|…)[^,}\]\n)]*")

JSON_WORDS: Final[dict[str, Any]] = {"null": None, "true": True, "false": False}
OTHER_WORDS: Final[dict[str, Any]] = {
    "None": None, "nil": None, "NULL": None, "undefined": None, "Null": None,
    "True": True, "TRUE": True, "False": False, "FALSE": False,
}  # fmt: skip


def number(cursor: Cursor) -> tuple[bool, Any]:
    """Read a number; (False, None) when none stands here."""
    found = _NUMBER.match(cursor.text, cursor.at)
    if found:
        cursor.at = found.end()
        return True, _value(cursor, found)
    return _odd_number(cursor)


def _value(cursor: Cursor, found: re.Match[str]) -> int | float | str:
    if len(found.group()) > limits.DIGITS:
        cursor.note("long-number", found.start())
        return found.group()
    if found[2] or found[3]:
        value = float(found.group())
        return found.group() if value in (float("inf"), float("-inf")) else value
    return int(found.group())


def _odd_number(cursor: Cursor) -> tuple[bool, Any]:
    whole = _WHOLE.match(cursor.text, cursor.at)
    fraction = _FRACTION.match(cursor.text, cursor.at)
    found = whole or fraction
    if found is None or len(found.group()) > limits.DIGITS:
        return False, None
    cursor.note("number-spelling")
    cursor.at = found.end()
    return True, int(whole[1]) if whole else float(found.group())


def word(cursor: Cursor) -> tuple[bool, Any]:
    """Read null, true or false as any language spells them; (False, None) when none stands here."""
    found = _WORD.match(cursor.text, cursor.at)
    if found is None:
        return False, None
    name = found.group()
    if name in JSON_WORDS:
        cursor.at = found.end()
        return True, JSON_WORDS[name]
    if name in OTHER_WORDS:
        cursor.note("word")
        cursor.words.add(name)
        cursor.at = found.end()
        return True, OTHER_WORDS[name]
    if name in ("NaN", "Infinity"):
        cursor.note("not-a-number")
        cursor.at = found.end()
        return True, name
    return False, None


def elision(cursor: Cursor) -> bool:
    """Skip three dots and what is said after them ("... 3 more items")."""
    found = _ELLIPSIS.match(cursor.text, cursor.at)
    if found is None:
        return False
    cursor.note("elided")
    cursor.at = found.end()
    return True


def bare(cursor: Cursor) -> str:
    """Read text without quotes up to the next comma, bracket or line's end."""
    found = _BARE.match(cursor.text, cursor.at)
    plain = found.group().rstrip() if found else ""
    cursor.note("unquoted-text")
    cursor.at += len(plain) or 1
    return plain
