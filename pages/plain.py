"""Text that somebody typed, shown to the letter: nothing in it is Markdown, markup or an icon."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
_ADDRESS = re.compile(r"(https?|www)(?=\\[:.])", re.IGNORECASE)
_NOTHING = ":small[]"
"""Draws nothing and is not copied; Streamlit makes links of addresses that stand in one piece of text."""
_LONGEST = 120
"""Characters of a name that are shown before it is cut."""


def shortened(text: str) -> str:
    """The text, cut where it is longer than a name may be."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def plain(text: str) -> str:
    """Escape the text for a place that reads Markdown; line breaks become blanks, an address no link."""
    return _ADDRESS.sub(rf"\1{_NOTHING}", _MARKS.sub(r"\\\1", " ".join(text.split())))


def code(text: str) -> str:
    """The text as a piece of code; a backtick in it, which would end the piece, is left out."""
    return f"`{' '.join(text.replace('`', '').split())}`"
