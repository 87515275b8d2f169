"""Objects and arrays as JSON, JavaScript, Python, PHP, Ruby and Java print them."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading.loose.cursor import Cursor, Members
from kartra.reading.loose.keys import SYMBOL, TEXT_PREFIX
from kartra.reading.loose.keys import key as read_key
from kartra.reading.loose.nesting import CLOSER, closed, listed, separated, too_deep
from kartra.reading.loose.strings import QUOTES, string
from kartra.reading.loose.words import bare, elision, number, word

CUT: Final = object()
"""Stands for a value inside which the text ended: it is dropped, because its rest is not known."""

_LEFT_OUT: Final = re.compile(
    r"\[(?:Object|Array|Circular[^\]\n]{0,80}|Function[^\]\n]{0,80}|Getter[^\]\n]{0,80}|max depth)\]"
)
_NULL_PROTOTYPE: Final = re.compile(r"\[[A-Z]\w*: null prototype\]\s*(?=[{\[])")
_TYPE: Final = re.compile(
    r"(?:&|<ref \*\d+>\s*|\(object\)\s*|new\s+)?"  # Go, Node, PHP, JavaScript
    r"(?:\\?[A-Za-z_][\w\\.:]*(?:<[\w, ]*>)?)?"  # its name
    r"(?:\(\d+\)|:\d+)?\s*(?=[{\[])|\(object\)\s*(?=array|\[)"  # its length
)
_CALL: Final = re.compile(r"(?:new\s+)?\\?[A-Za-z_][\w.\\:]*\s*\(")
_DUMP_NUMBER: Final = re.compile(r"#\d+")


def value(cursor: Cursor) -> Any:
    """Read one value; CUT when the text ends inside a scalar."""
    char = cursor.space()
    if char == "{":
        return _object(cursor)
    if char in ("[", "("):
        return _bracketed(cursor, char)
    if char in QUOTES and char:
        return _text(cursor)
    for reader in (number, word):
        found, read = reader(cursor)
        if found:
            return CUT if cursor.at >= len(cursor.text) and cursor.closers and not cursor.php else read
    return _named(cursor)


def _text(cursor: Cursor) -> Any:
    read = string(cursor)
    if read is None:
        cursor.end()
        return CUT
    while cursor.text[cursor.at : cursor.at + 1] and _goes_on(cursor):
        cursor.note("joined-text")
        further = string(cursor)
        if further is None:
            return CUT
        read += further
    return read


_JOINED: Final = re.compile(r"\s*\+\s*(?=[\"'`])")
_BELOW: Final = re.compile(
    r"[ \t]*\n\s*(?=(?:'(?:[^'\\\n]|\\.){0,4000}'|\"(?:[^\"\\\n]|\\.){0,4000}\")\s*(?:[,}\])]|\n))"
)


def _goes_on(cursor: Cursor) -> bool:
    """Whether the text goes on after a plus sign, or on the next line as Python writes it."""
    found = _JOINED.match(cursor.text, cursor.at)
    if found is None and cursor.closers and (cursor.closers[-1] != "]" or cursor.counts["single-quotes"]):
        found = _BELOW.match(cursor.text, cursor.at)
    if found:
        cursor.at = found.end()
    return found is not None


def _named(cursor: Cursor) -> Any:
    text, at = cursor.text, cursor.at
    if prefix := TEXT_PREFIX.match(text, at):
        cursor.note("prefixed-text")
        cursor.at = prefix.end()
        return _of_bytes(_text(cursor)) if "b" in prefix.group().lower() else _text(cursor)
    if (named := _TYPE.match(text, at)) and named.end() > at:
        cursor.note("named-container")
        cursor.at = named.end()
        return value(cursor)
    if call := _CALL.match(text, at):
        return _call(cursor, call)
    if symbol := SYMBOL.match(text, at):
        cursor.at = symbol.end()
        return symbol[1]
    if elision(cursor):
        return "..."
    read = bare(cursor)
    return CUT if cursor.at >= len(text) and cursor.closers else read


def _of_bytes(read: Any) -> Any:
    """Python shows bytes beyond ASCII one by one; together they are UTF-8."""
    try:
        return read.encode("latin-1").decode("utf-8") if isinstance(read, str) else read
    except UnicodeError:
        return read


def _call(cursor: Cursor, call: re.Match[str]) -> Any:
    cursor.at = call.end() - 1
    name = call.group()[:-1].strip().lower()
    cursor.note("named-container" if name == "array" else "call", call.start())
    arguments = _bracketed(cursor, "(")
    if name == "array" or not isinstance(arguments, list):
        return arguments
    if len(arguments) == 1:
        return _from_pairs(arguments[0])
    return cursor.text[call.start() : cursor.at]


def _from_pairs(read: Any) -> Any:
    """OrderedDict([('a', 1)]) prints a mapping as a list of pairs."""
    if not (
        isinstance(read, list) and read and all(isinstance(item, list) and len(item) == 2 for item in read)
    ):
        return read
    members = Members()
    for key, item in read:
        members.add(str(key), item)
    return members


def _bracketed(cursor: Cursor, opening: str) -> Any:
    if opening == "[":
        if plain := _NULL_PROTOTYPE.match(cursor.text, cursor.at):
            cursor.note("named-container")
            cursor.at = plain.end()
            return value(cursor)
        if gone := _LEFT_OUT.match(cursor.text, cursor.at):
            cursor.note("elided")
            cursor.at = gone.end()
            return gone.group()
    elif (cast := _TYPE.match(cursor.text, cursor.at)) and cast.end() > cursor.at:
        cursor.note("named-container")
        cursor.at = cast.end()
        return value(cursor)
    else:
        cursor.note("parentheses")
    return _array(cursor, opening)


def _object(cursor: Cursor) -> Any:
    if too_deep(cursor):
        return None
    members = Members(cursor.at)
    cursor.at += 1
    if dump := _DUMP_NUMBER.match(cursor.text, cursor.at):
        cursor.at = dump.end()
    cursor.closers.append("}")
    while not closed(cursor, "}"):
        before = cursor.at
        _member(cursor, members)
        separated(cursor, "}")
        cursor.at += cursor.at == before
    cursor.closers.pop()
    return members


def _member(cursor: Cursor, members: Members) -> None:
    if elision(cursor):
        return
    key = read_key(cursor)
    if key is None:
        cursor.end()
        return
    char = cursor.space()
    if cursor.text.startswith("=>", cursor.at):
        cursor.note("arrow")
        cursor.at += 2
    elif char == "=":
        cursor.note("equals")
        cursor.at += 1
    elif char == ":":
        cursor.at += 1
    elif not char or char in ",;}])":
        if char:
            cursor.note("missing-colon")
            members.add(key, None)
        return
    else:
        cursor.note("missing-colon")
    if cursor.space() in ("", ",", "}") and cursor.peek():
        cursor.note("unquoted-text")
        members.add(key, "")
        return
    _put(cursor, members, key)


def _put(cursor: Cursor, members: Members, key: str) -> None:
    if cursor.end():
        return
    read = value(cursor)
    if read is CUT:
        cursor.end()
    else:
        members.add(key, read)


def _array(cursor: Cursor, opening: str) -> Any:
    if too_deep(cursor):
        return None
    items: list[Any] = []
    members, closer = Members(cursor.at), CLOSER[opening]
    cursor.at += 1
    cursor.closers.append(closer)
    while not closed(cursor, closer):
        before = cursor.at
        if not elision(cursor):
            _item(cursor, items, members)
        separated(cursor, closer)
        cursor.at += cursor.at == before
    cursor.closers.pop()
    return listed(items, members)


def _item(cursor: Cursor, items: list[Any], members: Members) -> None:
    read = value(cursor)
    if read is CUT:
        cursor.end()
        return
    if cursor.space() == "=" and cursor.text.startswith("=>", cursor.at) and isinstance(read, str | int):
        cursor.note("arrow")
        cursor.php = True
        cursor.at += 2
        _put(cursor, members, str(read))
    else:
        items.append(read)
