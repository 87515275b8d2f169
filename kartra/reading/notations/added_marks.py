"""Marks that a terminal, Markdown, a shell or a printing language has put into a text."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document, rewritten
from kartra.reading.place import Text

_COLOUR: Final = re.compile(r"(?:\x1b|\^\[|\\(?:x1b|u001b|e|033))\[[0-9;]{0,20}[mK]")
_MARKDOWN: Final = re.compile(r"\\([_*\[\]~`>#+.!(){}|-])")
_ESCAPED_NAMES: Final = ("action\\_details", "transaction\\_", "lead\\_", "first\\_name")
_SHELL: Final = "'\\''"
_ELIXIR: Final = re.compile(r"%(?:[A-Z][\w.]*)?(?=\{)")
_ENOUGH: Final = 3


def colours(text: Text) -> list[Document] | None:
    """Take away the colours of a terminal."""
    return rewritten(text, _COLOUR.sub("", text.content)) if _COLOUR.search(text.content[:100_000]) else None


def markdown(text: Text) -> list[Document] | None:
    r"""Turn \_ into _, as editors of Markdown write it."""
    if not any(name in text.content for name in _ESCAPED_NAMES):
        return None
    return rewritten(text, _MARKDOWN.sub(r"\1", text.content))


def shell_quotes(text: Text) -> list[Document] | None:
    r"""Turn '\'' into the quote that a shell makes of it, in a text that is no command."""
    return rewritten(text, text.content.replace(_SHELL, "'"))


def elixir(text: Text) -> list[Document] | None:
    """Take away the sign before Elixir's maps."""
    if len(_ELIXIR.findall(text.content[:100_000])) < _ENOUGH or "=>" not in text.content:
        return None
    return rewritten(text, _ELIXIR.sub("", text.content))
