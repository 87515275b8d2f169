"""The lines around a place, with the place marked below its line."""

from __future__ import annotations

from typing import Final

_AROUND: Final = 3
_WIDTH: Final = 96
"""Characters of a line that are shown around the place; a compact body is one line of thousands."""


def excerpt(text: str, line: int, column: int, message: str = "") -> str:
    """Return the numbered lines around a place and a caret under it; both count from 1."""
    lines = text.split("\n")
    here = min(max(line, 1), len(lines)) - 1
    first, last = max(0, here - _AROUND), min(len(lines), here + _AROUND + 1)
    start = max(0, column - 1 - _WIDTH // 2) if len(lines[here]) > _WIDTH else 0
    margin = len(str(last))
    shown = []
    for number in range(first, last):
        piece = lines[number].expandtabs(1).rstrip("\r")[start : start + _WIDTH]
        shown.append(f"{number + 1:>{margin}} | {'…' if start else ''}{piece}".rstrip())
        if number == here:
            blank = " " * (max(column, 1) - 1 - start + bool(start))
            shown.append(f"{'':>{margin}} | {blank}^ {message}".rstrip())
    return "\n".join(shown)
