"""What Go prints of a map: %#v, which is exact, and %v, which has no quotes and is read by its keys."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.place import Text

_EXACT: Final = re.compile(r"map\[string\](?:interface ?\{\}|any|string)\{")
_TOKEN: Final = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*+"?)|(?P<map>map\[\w+\](?:interface ?\{\}|\w+)\{)'
    r"|(?P<list>\[\](?:interface ?\{\}|map\[\w+\](?:interface ?\{\}|\w+)|\w+)\{)"
    r"|(?P<nil>interface ?\{\}\(nil\)|<nil>|\bnil\b)|(?P<number>\b(?:float|u?int)\d*"
    r"\((?P<value>-?[\d.e+]+)\))"
    r"|(?P<open>\{)|(?P<close>\})"
)
_MAP: Final = re.compile(r"\bmap\[(?=[A-Za-z_]\w*:)")
_KEY: Final = re.compile(r"\s*([A-Za-z_]\w*):")
_PLAIN: Final = re.compile(r"[^\]]*?(?= [A-Za-z_]\w*:|\])")
_ITEM: Final = re.compile(r"[^\s\]]+")


def exact(text: Text) -> list[Document] | None:
    """Turn what %#v prints into JSON."""
    if not _EXACT.search(text.content):
        return None
    closing: list[str] = []
    return [Document(text.unescaped(_TOKEN.sub(lambda token: _json(token, closing), text.content)), text)]


def _json(token: re.Match[str], closing: list[str]) -> str:
    kind = token.lastgroup if token.lastgroup != "value" else "number"
    if kind in ("map", "open", "list"):
        closing.append("]" if kind == "list" else "}")
        return "[" if kind == "list" else "{"
    if kind == "close":
        return closing.pop() if closing else "}"
    return "null" if kind == "nil" else token["value"] if kind == "number" else token.group()


def loose(text: Text) -> list[Document] | None:
    """Read what %v prints: a value ends where the next key or the map's end stands."""
    found = []
    at = 0
    while start := _MAP.search(text.content, at, limits.MENDED):
        value, at = _value(text.content, start.start(), 0)
        found.append(Document(value, text, start.start()))
    return found or None


def _value(content: str, at: int, depth: int) -> tuple[Any, int]:
    if depth < limits.DEPTH and content.startswith("map[", at):
        return _map(content, at + 4, depth)
    if depth < limits.DEPTH and content.startswith("[", at):
        return _list(content, at + 1, depth)
    plain = _PLAIN.match(content, at)
    value = plain.group() if plain else content[at:]
    return (None if value == "<nil>" else value), (plain.end() if plain else len(content))


def _map(content: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    value: dict[str, Any] = {}
    while key := _KEY.match(content, at):
        value[key[1]], at = _value(content, key.end(), depth + 1)
    return value, min(at + 1, len(content))


def _list(content: str, at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while at < len(content) and content[at] != "]":
        if content[at] == " ":
            at += 1
        elif content.startswith(("map[", "["), at):
            item, at = _value(content, at, depth + 1)
            items.append(item)
        elif plain := _ITEM.match(content, at):
            items.append(plain.group())
            at = plain.end()
        else:
            at += 1
    return items, at + 1
