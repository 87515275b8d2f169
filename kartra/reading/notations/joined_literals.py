"""A long text that a program's source puts together from literals, one a line."""

from __future__ import annotations

import ast
import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text

_LITERAL: Final = r"(?:\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+')"
_RUN: Final = re.compile(
    rf"(?<![\\\w])(?=['\"]\s?[{{\[])({_LITERAL})"
    rf"(?:[ \t]*+(?:[+.&][ \t]*+)?\r?\n[ \t]*+(?:[+.&][ \t]*+)?{_LITERAL})+"
)
_ONE: Final = re.compile(_LITERAL)
_LONGEST: Final = 1 << 20


def joined(text: Text) -> list[Document] | None:
    """Read each such text that begins like JSON."""
    found = []
    for run in _RUN.finditer(text.content[:_LONGEST]):
        plain = "".join(_evaluated(literal.group()) for literal in _ONE.finditer(run.group()))
        found.append(Document(text.inner(plain, run.start()), text, run.start()))
    return found or None


def _evaluated(literal: str) -> str:
    try:
        value = ast.literal_eval(literal)
    except (ValueError, SyntaxError):
        return literal[1:-1]
    return value if isinstance(value, str) else literal[1:-1]
