"""What an input is that holds no event of Kartra's, and what to paste instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kartra.event import Problem
from kartra.reading import limits
from kartra.reading.looks import TEXTS, TYPE_TABLE
from kartra.reading.place import Text
from kartra.reading.stranger import BODY
from kartra.reading.strangers import STRANGERS
from kartra.reading.trail import Trail

_LOOKED_AT = 20_000
"""Characters from the beginning by which a text is told."""


def verdict(texts: Sequence[Text], trail: Trail) -> Problem:
    """Return the one problem that says what the input is."""
    if not any(text.content.strip() for text in texts):
        return Problem("empty", None, None, "error", f"There is nothing here. {BODY}")
    return (
        _by_look(texts, [TYPE_TABLE])
        or _by_keys(trail)
        or _by_look(texts, TEXTS)
        or _end_of_json(texts)
        or _unknown(trail)
    )


def is_something_else(texts: Sequence[Text], trail: Trail) -> bool:
    """Whether what holds no event could be read: nothing at all, or values that nothing had to be done to."""
    if not any(text.content.strip() for text in texts):
        return True
    return any(
        isinstance(one.value, Mapping | list) and one.cursor is None and one.cut is None and one.deep is None
        for one in trail.seen
    )


def in_archive(text: Text, trail: Trail, before: int) -> Problem:
    """What a file beside others is that holds no event; `before` counts the documents seen until then."""
    alone = Trail(trail.budget, seen=trail.seen[before:])
    found = verdict([text], alone)
    message = f"{text.file} in the archive holds no event. {found.message.removesuffix(BODY).rstrip()}"
    return Problem(found.code, found.line, found.column, "info", message.rstrip())


def _by_keys(trail: Trail) -> Problem | None:
    for document in trail.seen:
        if found := _stranger(document.value):
            code, what = found
            return Problem(code, *document.text.at(document.offset), "error", what)
    return None


def _by_look(texts: Sequence[Text], looks: Sequence[tuple[str, re.Pattern[str], str]]) -> Problem | None:
    for text in texts:
        for code, pattern, what in looks:
            if shown := pattern.search(text.content[:_LOOKED_AT]):
                return Problem(code, *text.at(shown.start()), "error", what)
    return None


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


def _end_of_json(texts: Sequence[Text]) -> Problem | None:
    """More brackets are closed than opened: what came before is missing."""
    for text in texts:
        content = text.content[-_LOOKED_AT:]
        if (
            content.rstrip()[-1:] in ("}", "]")
            and content.count("}") > content.count("{")
            and '":' in content
        ):
            message = f"This is the end of something whose beginning is missing. {BODY}"
            return Problem("no-beginning", *text.at(0), "error", message)
    return None


def _unknown(trail: Trail) -> Problem:
    for document in trail.seen:
        if document.deep is not None:
            line, column = document.text.at(document.deep)
            message = f"This is nested more than {limits.DEPTH} deep, and no event was found above. {BODY}"
            return Problem("too-deep", line, column, "error", message)
    for document in trail.seen:
        cursor = document.cursor
        if cursor and cursor.cut is not None:
            line, column = document.text.at(cursor.cut)
            message = f"The text is cut off here, and no event can be told from what is left. {BODY}"
            return Problem("truncated", line, column, "error", message)
    for document in trail.seen:
        if isinstance(document.value, Mapping) and document.value:
            keys = ", ".join(list(document.value)[:6])
            message = f"This is no event of Kartra's: an object with {keys}. {BODY}"
            return Problem("not-an-event", *document.text.at(document.offset), "error", message)
    return Problem("not-an-event", None, None, "error", f"No event of Kartra's is in this text. {BODY}")
