"""Any text with values in it: JSON values in a row, JSON with slips, other notations, prose around."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import parse
from kartra.reading.place import Text
from kartra.reading.strict_json import DECODER

_OPENING: Final = re.compile(r"[\[{]|\b(?:array|OrderedDict|stdClass::__set_state)\s*\(")


def values(text: Text) -> list[Document] | None:
    """Read every value in the text that is an object, or a list with objects or text in it."""
    documents = [document for document in _each(text) if _holds_something(document.value)]
    if len(documents) == 1 and text.content[: documents[0].offset].strip():
        return [replace(documents[0], steps=("text-around",))]
    steps = ("several-values",) if len(documents) > 1 else ()
    return [replace(document, steps=steps) for document in documents] or None


def _each(text: Text) -> Iterator[Document]:
    content, at = text.content[: limits.MENDED], 0
    while opening := _OPENING.search(content, at):
        start = opening.start()
        try:
            value, at = DECODER.raw_decode(content, start)
            yield Document(value, text, start)
        except (json.JSONDecodeError, ValueError, RecursionError):
            value, cursor = parse(content, start)
            at = max(cursor.at, start + 1)
            yield Document(value, text, start, cursor)


def _holds_something(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and any(isinstance(item, dict | list) or _long(item) for item in value)


def _long(item: Any) -> bool:
    return isinstance(item, str) and len(item) > 40
