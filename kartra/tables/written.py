"""Any value of an event as JSON, also one that JSON's fast writer refuses."""

from __future__ import annotations

import json
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode


def written(value: Any) -> bytes:
    """The value as UTF-8 JSON; half a surrogate pair, which no file can hold, becomes a question mark."""
    try:
        return _encode(value)
    except (OverflowError, ValueError, TypeError):
        # Whole numbers beyond 64 bits, and text that is no Unicode.
        return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace")


def scalar(value: Any) -> Any:
    """The value where a typed shape takes it: nested ones and huge numbers as text."""
    if isinstance(value, dict | list):
        return written(value).decode()
    return str(value) if type(value) is int and abs(value) >= 1 << 63 else value
