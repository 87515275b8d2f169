"""Any text with values in it: JSON values in a row, JSON with slips, other notations, prose around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.depth import too_deep
from kartra.reading.document import Document
from kartra.reading.loose import is_php, parse
from kartra.reading.place import Text
from kartra.reading.strict_json import DECODER

_OPENING: Final = re.compile(r"[\[{]|\b(?:array|OrderedDict|stdClass::__set_state)\s*\(")
_INDENTED: Final = re.compile(r"\{[ \t]*\r?\n[ \t]+\S")
_NEXT_LINE: Final = re.compile(r"\n(?=\{)")
_NEXT: Final = re.compile(r"[^\s,:\[{(]\s*\n(?=\{)")
_FAILURES: Final = 50
"""Values that are no strict JSON before it is no longer tried: each refusal costs a look at all before it."""


def values(text: Text) -> list[Document] | None:
    """Read every value in the text that is an object, or a list with objects or text in it."""
    documents = [document for document in _each(text) if _holds_something(document.value)]
    first = documents[0].offset if documents else 0
    around = "several-values" if len(documents) > 1 else "text-around" if text.content[:first].strip() else ""
    return [replace(document, steps=_steps(document, around)) for document in documents] or None


def _steps(document: Document, around: str) -> tuple[str, ...]:
    """What was done, and the notation where the tolerant parser does not name it later."""
    plain = () if document.cursor else ("json",)
    return (around, *plain) if around else plain


def _each(text: Text) -> Iterator[Document]:
    content, at, failures = text.content[: limits.MENDED], 0, 0
    php = is_php(content)
    while opening := _OPENING.search(content, at):
        start = opening.start()
        strict = _strict(content, start) if failures < _FAILURES else None
        if strict is not None:
            value, at = strict
            yield Document(value, text, start)
            continue
        failures += 1
        value, cursor = parse(content[: _next_value(content, start)], start, php=php)
        at = max(cursor.at, start + 1)
        yield Document(value, text, start, cursor)


def _next_value(content: str, start: int) -> int | None:
    """Where another object begins in a line of its own though this one was not closed."""
    if content[start] != "{" or (start and content[start - 1] != "\n"):
        return None
    # Where all that is inside stands further in, nothing inside begins a line.
    found = (_NEXT_LINE if _INDENTED.match(content, start) else _NEXT).search(content, start + 1)
    return found.end() if found else None


def _strict(content: str, start: int) -> tuple[Any, int] | None:
    try:
        value, end = DECODER.raw_decode(content, start)
    except (ValueError, RecursionError):
        return None
    return None if end - start > limits.DEPTH and too_deep(value, limits.DEPTH) else (value, end)


def _holds_something(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and any(isinstance(item, dict | list) or _long(item) for item in value)


def _long(item: Any) -> bool:
    return isinstance(item, str) and len(item) > 40
