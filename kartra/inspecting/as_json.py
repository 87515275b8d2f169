"""A body as JSON, or word that it is none: whatever bytes it is made of."""

from __future__ import annotations

from typing import Any

import msgspec


class NotJson:
    """What stands for a body that is no JSON."""


NOT_JSON = NotJson()


def as_json(body: bytes) -> Any:
    """The decoded body; NOT_JSON when it is none. Never raises."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NOT_JSON
