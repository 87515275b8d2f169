"""What an input is that holds no event of Kartra's, and what to paste instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kartra.event import Problem
from kartra.reading.place import Text
from kartra.reading.strangers import STRANGERS, TEXTS
from kartra.reading.trail import Trail

_INSTEAD = "Paste the body that Kartra posted: a JSON object with lead, action and action_details."


def verdict(texts: Sequence[Text], trail: Trail) -> Problem:
    """Return the one problem that says what the input is."""
    if not any(text.content.strip() for text in texts):
        return Problem("empty", None, None, "error", f"There is nothing here. {_INSTEAD}")
    for document in trail.seen:
        if found := _stranger(document.value):
            code, what = found
            line, column = document.text.at(document.offset)
            return Problem(code, line, column, "error", what)
    for text in texts:
        for code, pattern, what in TEXTS:
            if shown := pattern.search(text.content[:20000]):
                line, column = text.at(shown.start())
                return Problem(code, line, column, "error", what)
    return _unknown(trail)


def _stranger(value: Any, depth: int = 3) -> tuple[str, str] | None:
    if isinstance(value, list) and depth:
        return next((found for item in value[:3] if (found := _stranger(item, depth - 1))), None)
    if not isinstance(value, Mapping):
        return None
    for stranger in STRANGERS:
        if stranger.fits(value):
            return stranger.code, stranger.sentence
    inner = (item for item in value.values() if isinstance(item, Mapping | list))
    return next((found for item in inner if depth and (found := _stranger(item, depth - 1))), None)


def _unknown(trail: Trail) -> Problem:
    for document in trail.seen:
        cursor = document.cursor
        if cursor and cursor.cut is not None:
            line, column = document.text.at(cursor.cut)
            message = f"The text is cut off here, and no event can be told from what is left. {_INSTEAD}"
            return Problem("truncated", line, column, "error", message)
    for document in trail.seen:
        if isinstance(document.value, Mapping) and document.value:
            keys = ", ".join(list(document.value)[:6])
            message = f"This is no event of Kartra's: an object with {keys}. {_INSTEAD}"
            return Problem("not-an-event", *document.text.at(document.offset), "error", message)
    return Problem("not-an-event", None, None, "error", f"No event of Kartra's is in this text. {_INSTEAD}")
