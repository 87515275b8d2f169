"""Quoted text in any quotes, closed where a value can end, with any language's escapes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kartra.reading.loose.cursor import Cursor

_DOUBLE: Final = "“”„‟«»″"
_SINGLE: Final = "‘’‚‛′"
QUOTES: Final = frozenset(f"\"'`´{_DOUBLE}{_SINGLE}")

_FAST: Final = re.compile(r'"([^"\\\x00-\x1f]*)"')
_BLANK: Final = r"[\s\u200b-\u200f\u2060\ufeff]*"
_AFTER_KEY: Final = re.compile(rf"{_BLANK}(?::|=|$)")
_AFTER_VALUE: Final = re.compile(
    rf"{_BLANK}(?:[,}}\]);]|$|//|/\*|#\s|<!--)"  # the end of a value, or a comment
    rf"|{_BLANK}=>|{_BLANK}\+{_BLANK}[\"'`]"  # a key of PHP or Ruby, or text that goes on
    # the next member, its comma forgotten
    r"|[ \t\r]*\n\s*[\"'`“‘]?[\w.$-][\w.$ -]{0,80}[\"'`”’]?[ \t]*(?::|=>)"
    r"|[ \t]*\n\s*(?:'[^'\n]{0,4000}'|\"[^\"\n]{0,4000}\")\s*(?:[,}\])]|\n)"  # Python's text on several lines
)
_NEXT_MEMBER: Final = re.compile(r"[ \t\r]*([\"'“‘])[\w.$ -]{1,80}[\"'”’][ \t]*(?::|=>)")
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8})|(\r?\n)|(.))",
    re.DOTALL,
)
_LOW: Final = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_SIMPLE: Final = {
    '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
}  # fmt: skip
_OTHER: Final = {"'": "'", "`": "`", "0": "\0", "v": "\v", "a": "\a", "e": "\x1b", "$": "$", "#": "#"}


def string(cursor: Cursor, *, key: bool = False) -> str | None:
    """Read quoted text at the cursor; None when the input ends inside it."""
    opening = cursor.text[cursor.at]
    after = _AFTER_KEY if key else _AFTER_VALUE
    fast = _FAST.match(cursor.text, cursor.at) if opening == '"' else None
    if fast and after.match(cursor.text, fast.end()):
        cursor.at = fast.end()
        return fast[1]
    _note_quotes(cursor, opening)
    if opening == '"' and cursor.text.startswith('"""', cursor.at):
        return _tripled(cursor)
    return _slowly(cursor, opening, _closers(opening, key), after, key)


def _note_quotes(cursor: Cursor, opening: str) -> None:
    if opening == "'":
        cursor.note("single-quotes")
    elif opening == "`" or opening == "´":
        cursor.note("backquotes")
    elif opening != '"':
        cursor.note("smart-quotes")


def _closers(opening: str, key: bool) -> str:
    if opening in _DOUBLE:
        return _DOUBLE + '"'
    if opening in _SINGLE:
        return _SINGLE + "'"
    if opening in "`´":
        return "`´'"
    return opening + (_DOUBLE if opening == '"' else _SINGLE) if key else opening


@cache
def _stops(closers: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(closers)}\\\x00-\x1f]")


def _tripled(cursor: Cursor) -> str | None:
    end = cursor.text.find('"""', cursor.at + 3)
    start, cursor.at = cursor.at + 3, end + 3 if end >= 0 else len(cursor.text)
    return cursor.text[start:end] if end >= 0 else None


def _slowly(cursor: Cursor, opening: str, closers: str, after: re.Pattern[str], key: bool) -> str | None:
    text, parts, start, stops = cursor.text, [], cursor.at + 1, _stops(closers)
    cursor.at = start
    while found := stops.search(text, cursor.at):
        char, place = found.group(), found.start()
        if char == "\\":
            parts.append(text[start:place])
            cursor.at = place
            parts.append(_escape(cursor, opening))
            start = cursor.at
        elif char in closers:
            cursor.at = place + 1
            if after.match(text, cursor.at):
                return "".join(parts) + text[start:place]
            cursor.note("unescaped-quote", place)
        elif char == "\n" and _NEXT_MEMBER.match(text, place + 1) and not key:
            cursor.note("unclosed-string", place)
            cursor.at = place
            return ("".join(parts) + text[start:place]).rstrip().removesuffix(",")
        else:
            cursor.note("raw-newline" if char in "\r\n" else "raw-control", place)
            cursor.at = place + 1
    cursor.at = len(text)
    return None


def _escape(cursor: Cursor, opening: str) -> str:
    if cursor.php and opening == "'":
        return _php_escape(cursor)
    found = _ESCAPE.match(cursor.text, cursor.at)
    if found is None:
        cursor.at += 1
        return "\\"
    start, cursor.at = cursor.at, found.end()
    braced, four, two, eight, newline, other = found.groups()
    if four:
        return _sixteen_bits(cursor, int(four, 16))
    if braced or two or eight:
        point = int(braced or two or eight, 16)
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"
    if newline or other is None:
        return ""
    if other in _SIMPLE:
        return _SIMPLE[other]
    if other in _OTHER:
        if opening == '"' and other != "'":
            cursor.note("bad-escape", start)
        return _OTHER[other]
    cursor.note("bad-escape", start)
    return "\\" + other


def _php_escape(cursor: Cursor) -> str:
    following = cursor.text[cursor.at + 1 : cursor.at + 2]
    cursor.at += 2 if following in ("'", "\\") and following else 1
    return following if following in ("'", "\\") and following else "\\"


def _sixteen_bits(cursor: Cursor, point: int) -> str:
    low = _LOW.match(cursor.text, cursor.at) if 0xD800 <= point < 0xDC00 else None
    if low:
        cursor.at = low.end()
        return chr(0x10000 + ((point - 0xD800) << 10) + (int(low[1], 16) - 0xDC00))
    return "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
