"""Personal values in XML and in multipart bodies, by the names that stand before them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from privacy.personal import inherited_kind, personal_kind
from privacy.recognised import Replace

_PIECE = re.compile(r"<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|(?P<tag><[^>]*>?)|(?P<text>[^<]+)", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?:[\w.\-]+:)?(?P<name>[\w.\-]+)")
_ATTRIBUTE = re.compile(
    r"""(?<![\w.\-:])(?P<head>(?:[\w.\-]+:)?(?P<name>[\w.\-]+)\s*=\s*)(?P<mark>["'])(?P<value>.*?)(?P=mark)""",
    re.DOTALL,
)
_NAMING = re.compile(r"""\b(?:name|key|id|field)\s*=\s*["'](?P<name>[^"']*)["']""")
_PART = re.compile(
    r"""(?P<head>\bname=["']?+(?P<name>[^"'\r\n;]{0,200}+)["']?+[^\r\n]{0,500}+"""
    r"""(?:\r?\n[^\r\n]{1,500}+){0,5}+\r?\n\r?\n)"""
    r"""(?P<value>.*?)(?=\r?\n--|\Z)""",
    re.DOTALL,
)
_VEILED = re.compile(r"<!DOCTYPE|<!ENTITY|\\u00[4-7][0-9A-Fa-f]|%[46][1-9A-Fa-f]|%[57][0-9Aa]", re.IGNORECASE)
_UNCLOSED = 100
"""Tags that may have been left open inside the one that is closed."""


def is_markup(text: str) -> bool:
    """Whether the text is XML that says all it means: no entities of its own, no letters escaped."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and _VEILED.search(text) is None


def is_multipart(text: str) -> bool:
    """Whether the text is a form in parts."""
    return text.lstrip().startswith("--") and _PART.search(text) is not None


def without_named_parts(text: str, replace: Replace) -> str:
    """The text of a form in parts with the personal ones replaced."""

    def seen(found: re.Match[str]) -> str:
        kind, value = personal_kind(found["name"]), found["value"].strip()
        return found["head"] + replace(kind, value) if kind and value else found.group()

    return _PART.sub(seen, text)


def without_named_elements(text: str, replace: Replace) -> str:
    """The text of XML with personal elements and attributes replaced, also what stands inside them."""
    walk = _Walk(replace)
    return _PIECE.sub(walk.piece, text)


class _Walk:
    """Where in the tree a walk over the tags is; tolerant of tags that are never closed."""

    def __init__(self, replace: Replace) -> None:
        self._replace = replace
        self._open: list[tuple[str, str | None]] = []

    def piece(self, found: re.Match[str]) -> str:
        """The piece as it may stand."""
        if found["tag"]:
            return self._tag(found["tag"])
        value = found["data"] if found["data"] is not None else found["text"]
        kind = self._open[-1][1] if self._open else None
        plain = unescape(value) if found["data"] is None else value
        return self._replace(kind, plain.strip()) if kind and plain.strip() else found.group()

    def _tag(self, tag: str) -> str:
        seen = _TAG.match(tag)
        if seen is None:
            return tag
        if seen["close"]:
            self._close(seen["name"])
            return tag
        if not tag.endswith("/>"):
            self._open.append((seen["name"], self._kind(seen["name"], tag)))
        return _ATTRIBUTE.sub(self._attribute(seen["name"], tag), tag)

    def _close(self, name: str) -> None:
        names = [name for name, _ in self._open[-_UNCLOSED:]][::-1]
        if name in names:
            del self._open[len(self._open) - 1 - names.index(name) :]

    def _kind(self, name: str, tag: str) -> str | None:
        parent, above = self._open[-1] if self._open else ("", None)
        named = _NAMING.search(tag)
        told = personal_kind(named["name"]) if named else None
        return personal_kind(name, parent) or told or inherited_kind(above)

    def _attribute(self, element: str, tag: str) -> Callable[[re.Match[str]], str]:
        named = _NAMING.search(tag)
        told = personal_kind(named["name"]) if named else None

        def seen(found: re.Match[str]) -> str:
            kind = personal_kind(found["name"], element) or (told if found["name"] == "value" else None)
            value = unescape(found["value"])
            if not kind or not value.strip() or (told and found["name"] == "name"):
                return found.group()
            return found["head"] + found["mark"] + self._replace(kind, value) + found["mark"]

        return seen
