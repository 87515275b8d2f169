"""An object as Python's data classes and pydantic print it: action='...' lead=... action_details=..."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import parse
from kartra.reading.place import Text
from kartra.reading.strict_json import decoded

_FIELD: Final = re.compile(r"\b(action|lead|action_details)=(?=['\"{]|[A-Z]\w*\()")
_TEXT: Final = re.compile(r"'([^'\n]{1,80})'|\"([^\"\n]{1,80})\"")
_CALL: Final = re.compile(r"[A-Z]\w*\(")


def fields(text: Text) -> list[Document] | None:
    """Read the three parts of an event that stand side by side."""
    content = text.content[: limits.MENDED]
    found = {field[1]: field.end() for field in _FIELD.finditer(content)}
    if len(found) < 3:
        return None
    value = {name: _value(content, at) for name, at in found.items()}
    return [Document(value, text, min(found.values()))]


def _value(content: str, at: int) -> Any:
    if plain := _TEXT.match(content, at):
        return plain[1] or plain[2]
    if _CALL.match(content, at):
        return None
    found, value = decoded(content[at:])
    return value if found else parse(content, at)[0]
