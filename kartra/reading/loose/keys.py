"""The names of members, with and without quotes, as JSON, PHP, Ruby and dumps write them."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.loose.cursor import Cursor
from kartra.reading.loose.strings import QUOTES, string

TEXT_PREFIX: Final = re.compile(r"[@$]?[bBuUrRfF]{1,2}(?=[\"'])")
SYMBOL: Final = re.compile(r":([A-Za-z_]\w*)(?=\s*(?:=>|[,}\]]))")
_BARE_KEY: Final = re.compile(r"[^\s:=,{}\[\]()\"'“”‘’]+(?: [^\s:=,{}\[\]()\"'“”‘’]+){0,10}?(?=\s*(?::|=))")
_BRACKET_KEY: Final = re.compile(r"\[\s*([\"']?)([^\]\n]{0,200}?)\1(?::\w+){0,3}\s*\](?=\s*(?:=>|:|=))")
_VISIBILITY: Final = re.compile(r"(?:[+#~-](?=[\"'A-Za-z])|(?:public|protected|private)\s+\$?)")
_ANY: Final = re.compile(r"[^\s:=,;{}\[\]()]+|.")


def key(cursor: Cursor) -> str | None:
    """Read a member's name; None when the input ends inside it."""
    if mark := _VISIBILITY.match(cursor.text, cursor.at):
        cursor.at = mark.end()
    char = cursor.peek()
    if prefix := TEXT_PREFIX.match(cursor.text, cursor.at):
        cursor.note("prefixed-text")
        cursor.at, char = prefix.end(), cursor.text[prefix.end()]
    if char in QUOTES and char:
        return string(cursor, key=True)
    for pattern, group in ((_BRACKET_KEY, 2), (SYMBOL, 1), (_BARE_KEY, 0)):
        if found := pattern.match(cursor.text, cursor.at):
            if pattern is _BARE_KEY:
                cursor.note("unquoted-key")
            cursor.at = found.end()
            return found[group]
    cursor.note("unquoted-key")
    loose = _ANY.match(cursor.text, cursor.at)
    taken = loose.group() if loose else ""
    if taken in "{[(" and taken:
        return ""
    cursor.at += len(taken)
    return taken
