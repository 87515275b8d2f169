"""Half an event: without its outer brackets, or with its beginning cut off."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import is_php, parse
from kartra.reading.place import Text

_BRACELESS: Final = re.compile(r"\s*([\"'“]?)(?:lead|action|action_details)[\"'”]?\s*(?::|=>|=|\n\s*\{)")
_PART: Final = re.compile(r"(?<![\w.])[\"'“]?\b(lead|action|action_details)\b[\"'”]?\s*(?::|=>)\s*")
_TRIED: Final = 20
"""Places that are tried; each may cost a look at all that follows."""


def braceless(text: Text) -> list[Document] | None:
    """Read `"lead": {...}, "action": ...`, as the documentation prints its fragments."""
    if not _BRACELESS.match(text.content):
        return None
    value, cursor = parse("{" + text.content[: limits.MENDED] + "}")
    cursor.at -= 1
    for trait, places in cursor.places.items():
        cursor.places[trait] = [max(0, place - 1) for place in places]
    cursor.cut = None if cursor.cut is None else len(text.content)
    return [Document(value, text, 0, cursor, steps=("braceless",))]


def headless(text: Text) -> list[Document] | None:
    """Read the lead, the action and the details that stand in a text whose beginning is missing."""
    content = text.content[: limits.MENDED]
    found: dict[str, Any] = {}
    first, php = None, is_php(content)
    for part in islice(_PART.finditer(content), _TRIED):
        if part[1] in found:
            continue
        value, _ = parse(content, part.end(), php=php)
        if isinstance(value, dict if part[1] != "action" else str):
            found[part[1]] = value
            first = part.start() if first is None else first
        if len(found) == 3:
            break
    if first is None or not found.keys() & {"lead", "action_details"}:
        return None
    return [Document(found, text, first, steps=("headless",), cut=0)]
