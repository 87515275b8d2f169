"""PHP's var_dump and serialize, which state the length of every text in bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import Members
from kartra.reading.place import Text

_DUMP: Final = re.compile(rb"(?:array\(\d+\)|(?:object\(|class )[\w\\]+\)?#\d+ \(\d+\))\s*\{")
_SERIALIZED: Final = re.compile(rb"(?:a:\d+|O:\d+:\"[\w\\]+\":\d+):\{")
_OPENS: Final = re.compile(rb"\s*(?:array\(\d+\)|(?:object\(|class )[\w\\]+\)?#\d+ \(\d+\))\s*\{")
_TEXT: Final = re.compile(rb"\s*string\((\d+)\) \"")
_NUMBER: Final = re.compile(rb"\s*(?:int\((-?\d{1,300})\)|(?:float|double)\(([^)]{1,60})\))")
_WORD: Final = re.compile(rb"\s*(?:bool\((true|false)\)|(NULL)|(\*RECURSION\*|\.\.\.))", re.IGNORECASE)
_KEY: Final = re.compile(
    rb"\s*(?:\[\"(.*?)\"(?::[^\]\n]*)?\]\s*=>|\[(-?\d+)\]\s*=>|'(.*?)'\s*=>"
    rb"|(?:public|protected|private) \$(\w+)\s*=>|(\d+)\s*=>)"
)
_END: Final = re.compile(rb"\s*\}")
_LOST: Final = object()


@dataclass(slots=True)
class _Source:
    data: bytes
    at: int
    depth: int = 0
    deep: int | None = None
    """Where it is nested too deep to be read further."""
    cut: bool = False
    lengths_differ: bool = False

    def take(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        found = pattern.match(self.data, self.at)
        if found:
            self.at = found.end()
        return found


def var_dumps(text: Text) -> list[Document] | None:
    """Read every array or object that var_dump printed in the text."""
    return _each(text, _DUMP, _dumped)


def serialized(text: Text) -> list[Document] | None:
    """Read every serialized array or object in the text."""
    return _each(text, _SERIALIZED, _unserialized)


def _each(text: Text, start: re.Pattern[bytes], read: Callable[[_Source], Any]) -> list[Document] | None:
    data = text.content[: limits.MENDED].encode("utf-8", "surrogatepass")
    found: list[Document] = []
    at = 0
    while opening := start.search(data, at):
        source = _Source(data, opening.start())
        value = read(source)
        offset = len(data[: opening.start()].decode("utf-8", "replace"))
        deep = None if source.deep is None else len(data[: source.deep].decode("utf-8", "replace"))
        cut = len(text.content) if source.cut and deep is None else None
        steps = ("mended:length",) if source.lengths_differ else ()
        if isinstance(value, dict | list):
            found.append(Document(value, text, offset, steps=steps, cut=cut, deep=deep))
        at = max(source.at, opening.end())
    return found or None


def _dumped(source: _Source) -> Any:
    if source.take(_OPENS):
        return _container(source, _dump_key, _dumped)
    if found := source.take(_TEXT):
        return _counted(source, int(found[1]))
    if found := source.take(_NUMBER):
        return _number(found[1], found[2])
    if found := source.take(_WORD):
        return None if found[2] else found[3].decode() if found[3] else found[1].lower() == b"true"
    source.cut = True
    return _LOST


def _number(whole: bytes | None, part: bytes | None) -> Any:
    if whole is not None:
        return int(whole)
    try:
        value = float(part or b"")
    except ValueError:
        return (part or b"").decode("utf-8", "replace")
    return value if value - value == 0 else (part or b"").decode()


def _counted(source: _Source, length: int) -> Any:
    """Text of a stated length; where an editor has changed it, up to the quote that ends the line."""
    end = source.at + length
    if source.data[end : end + 1] != b'"':
        closing = re.compile(rb'"(?=\s*(?:\n|$|;|\}))').search(source.data, source.at)
        if closing is None:
            source.cut, source.at = True, len(source.data)
            return _LOST
        source.lengths_differ = True
        end = closing.start()
    text = source.data[source.at : end].decode("utf-8", "replace")
    source.at = end + 1
    return text


def _dump_key(source: _Source) -> str | None:
    found = source.take(_KEY)
    return (
        next(part for part in found.groups() if part is not None).decode("utf-8", "replace")
        if found
        else None
    )


def _container(source: _Source, key: Callable[[_Source], str | None], read: Callable[[_Source], Any]) -> Any:
    members = Members()
    source.depth += 1
    if source.depth > limits.DEPTH:
        source.cut, source.deep = True, source.at
    while not source.cut and not source.take(_END):
        name = key(source)
        if name is None:
            source.cut = True
            break
        value = read(source)
        if value is not _LOST:
            members.add(name, value)
    source.depth -= 1
    return list(members.values()) if list(members) == [str(n) for n in range(len(members))] else members


_S_TEXT: Final = re.compile(rb"s:(\d+):\"")
_S_SCALAR: Final = re.compile(rb"(?:i:(-?\d{1,300})|d:([^;]{1,60})|b:([01])|(N));")


def _unserialized(source: _Source) -> Any:
    if source.take(_SERIALIZED):
        return _container(source, _serialized_key, _unserialized)
    if found := source.take(_S_TEXT):
        text = _counted(source, int(found[1]))
        source.at += source.data[source.at : source.at + 1] == b";"
        return text
    if found := source.take(_S_SCALAR):
        return None if found[4] else found[3] == b"1" if found[3] else _number(found[1], found[2])
    source.cut = True
    return _LOST


def _serialized_key(source: _Source) -> str | None:
    # A key is a number or a text; an array in its place is nothing that PHP has written.
    key = _LOST if _SERIALIZED.match(source.data, source.at) else _unserialized(source)
    # Private and protected members carry their class between zero bytes.
    return None if key is _LOST else str(key).rpartition("\0")[2]
