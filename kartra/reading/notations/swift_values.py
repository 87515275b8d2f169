"""Dictionaries as Swift prints them, in square brackets."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text

_OPENING: Final = re.compile(r'\[\s*"(?:action|lead|action_details)": ')
_TOKEN: Final = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*+"?)|(?P<empty>\[:\])|(?P<map>\[(?=\s*+"\w{1,80}"\s*+:))|(?P<list>\[)'
    r"|(?P<close>\])|(?P<nil>\bnil\b|<null>)"
)
_AS_JSON: Final = {"empty": "{}", "map": "{", "list": "[", "nil": "null"}


def dictionary(text: Text) -> list[Document] | None:
    """Turn it into JSON."""
    if not _OPENING.search(text.content):
        return None
    closing: list[str] = []
    return [Document(text.unescaped(_TOKEN.sub(lambda token: _json(token, closing), text.content)), text)]


def _json(token: re.Match[str], closing: list[str]) -> str:
    kind = token.lastgroup or ""
    if kind in ("map", "list"):
        closing.append("}" if kind == "map" else "]")
    if kind == "close":
        return closing.pop() if closing else "]"
    return _AS_JSON.get(kind, token.group())
