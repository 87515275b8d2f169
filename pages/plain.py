"""Text that somebody typed, shown to the letter: nothing in it is Markdown, markup or an icon."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")


def plain(text: str) -> str:
    """Escape the text for a place that reads Markdown; line breaks become blanks."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """The text as a piece of code; a backtick in it, which would end the piece, is left out."""
    return f"`{' '.join(text.replace('`', '').split())}`"
