"""Which language printed a value, told by what it has that strict JSON has not."""

from __future__ import annotations

from typing import Final

from kartra.reading.loose.cursor import Cursor

NATIVE: Final[dict[str, frozenset[str]]] = {
    "json": frozenset(),
    "python-repr": frozenset(
        {"single-quotes", "word", "parentheses", "prefixed-text", "call", "bad-escape", "joined-text"}
    ),
    "javascript": frozenset(
        {
            "single-quotes", "unquoted-key", "word", "call", "named-container", "joined-text", "backquotes",
            "comment", "trailing-comma", "bad-escape",
        }
    ),
    "php-array": frozenset(
        {
            "arrow", "single-quotes", "named-container", "parentheses", "word", "trailing-comma", "call",
            "missing-comma", "unquoted-key", "bad-escape", "semicolon",
        }
    ),
    "ruby-hash": frozenset({"arrow", "word", "single-quotes", "unquoted-key", "bad-escape"}),
    "java-map": frozenset({"equals", "unquoted-key", "unquoted-text"}),
}  # fmt: skip
"""For each notation, what is ordinary in it and therefore not a mend."""


def dialect(cursor: Cursor) -> str:
    """Return the notation of what was read; JSON when nothing speaks for another."""
    seen = cursor.counts
    if seen["arrow"]:
        php = cursor.php or seen["named-container"] or "NULL" in cursor.words
        return "php-array" if php else "ruby-hash"
    if seen["equals"]:
        return "java-map"
    if seen["unquoted-key"] and (seen["single-quotes"] or seen["named-container"]):
        return "javascript"
    python = cursor.words & {"None", "True", "False"} or seen["prefixed-text"] or seen["parentheses"]
    if python or (seen["single-quotes"] and not seen["comment"] and not seen["trailing-comma"]):
        return "python-repr"
    return "json"


def mends(cursor: Cursor) -> list[tuple[str, int]]:
    """Return what was mended, by its place; what is ordinary in the dialect is not a mend."""
    native = NATIVE[dialect(cursor)]
    found = [(trait, at) for trait, places in cursor.places.items() if trait not in native for at in places]
    return sorted(found, key=lambda mend: mend[1])
