"""A body as a file shows it: JSON of bearable depth, text, or base64; not a byte of it is lost."""

from __future__ import annotations

import base64
from typing import Any, Literal

from kartra.inspecting.as_json import NOT_JSON, as_json
from kartra.reading.depth import too_deep
from privacy.pseudonyms import DEPTH


def json_of(body: bytes) -> Any:
    """The decoded body; NOT_JSON when it is none, or is nested deeper than what writes it could bear."""
    value = as_json(body)
    return NOT_JSON if isinstance(value, dict | list) and too_deep(value, DEPTH + 1) else value


def text_of(body: bytes) -> tuple[str, Literal["utf-8", "base64"]]:
    """The body as text, and what makes bytes of it again."""
    try:
        return body.decode(), "utf-8"
    except UnicodeDecodeError:
        return base64.b64encode(body).decode(), "base64"
