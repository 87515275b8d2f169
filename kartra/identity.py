"""Which values name a thing or a person, and which only look like it: empties, zeros, placeholders, masks."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from kartra.money import EMPTY

_TEMPLATE = re.compile(r"\{\{?.*\}\}?|%+\w+%+|\$\{?\w+\}?|<[^<>]*>|\[[^\]]*\]", re.DOTALL)
"""Unfilled templates, and `[email protected]`."""
_TEMPLATES_BEGIN = tuple("{%$<[")
_NOTHING = frozenset(
    "".join(letters) for word in ("n/a", "null") for letters in product(*((c, c.upper()) for c in word))
)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def identifier(value: Any) -> str:
    """An id as text whatever its JSON type; empty for "", "0", N/A, null, placeholders and nested values."""
    kind = type(value)
    if kind is str and value.isdigit() and value.isascii():
        return value if value.strip("0") else ""
    if kind is int:
        return str(value) if value else ""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    text = str(value).strip()
    return "" if not text.strip("0") or text.casefold() in EMPTY or is_placeholder(text) else text


def text(value: Any) -> str:
    """A scalar as trimmed text; empty for null, N/A and nested values."""
    if type(value) is not str:
        if value is None or isinstance(value, bool | dict | list):
            return ""
        value = str(value)
    trimmed: str = value.strip()
    return "" if trimmed in _NOTHING else trimmed


def stored(value: Any) -> str:
    """The same as the store keeps it: PostgreSQL has no zero character in text."""
    told = text(value)
    return told.replace("\0", "") if "\0" in told else told


def is_placeholder(value: str) -> bool:
    """Whether the text is an unfilled template (`{{email}}`) or a mask (`[email protected]`)."""
    folded = value.casefold()
    if value.isalnum():
        return "redacted" in folded
    if "**" in folded or "xxxx@" in folded or "…" in folded or "redacted" in folded:
        return True
    trimmed = value.strip()
    return trimmed.startswith(_TEMPLATES_BEGIN) and _TEMPLATE.fullmatch(trimmed) is not None


def address(value: Any) -> str:
    """The mail address by which a person is known, in lower case; empty when it names nobody."""
    trimmed = text(value)
    return trimmed.casefold() if _ADDRESS.fullmatch(trimmed) and not is_placeholder(trimmed) else ""
