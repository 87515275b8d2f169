"""A value that one notation gave, and where in which text it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kartra.reading.loose import Cursor
from kartra.reading.place import Text


@dataclass(frozen=True, slots=True)
class Document:
    """JSON-like data, or a further text to be read; places are offsets into `text`."""

    value: Any
    text: Text
    offset: int = 0
    cursor: Cursor | None = None
    """Present when the tolerant parser read it: what it mended, and whether the text was cut."""
    steps: tuple[str, ...] = ()
    """What was done to get here, beyond the notation itself."""
    cut: int | None = None
    """Where the text ended inside the value, when another parser than the tolerant one read it."""
    deep: int | None = None
    """Where that parser stopped, because it is nested more than limits.DEPTH deep."""
    received_at: str | None = None


def rewritten(text: Text, plain: str) -> list[Document] | None:
    """The text as a whole without an escaping, to be read anew; None when there was none."""
    return [Document(text.unescaped(plain), text)] if plain != text.content else None


@dataclass(frozen=True, slots=True)
class Notation:
    """One way in which an event may be written."""

    name: str
    """The step that reading it is; empty when the documents name it themselves."""
    documents: Callable[[Text], list[Document] | None]
    """None: the text is not of this kind."""
    costly: bool = True
    """Whether reading is slow enough to be counted."""
    outermost: bool = False
    """Whether it is guesswork that only the input as a whole deserves, when all else has failed."""
    a_line: bool = False
    """Whether each line is a document, and one without an event is worth a word."""
    final: bool = False
    """Whether a text of this kind can be of no other."""
