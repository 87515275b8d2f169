"""A body as a file shows it: JSON where it is JSON of bearable depth, otherwise the text."""

from __future__ import annotations

from typing import Any

from kartra.inspecting.as_json import NOT_JSON, as_json
from kartra.reading.depth import too_deep
from privacy.pseudonyms import DEPTH


def json_of(body: bytes) -> Any:
    """The decoded body; NOT_JSON when it is none, or is nested deeper than what writes it could bear."""
    value = as_json(body)
    return NOT_JSON if isinstance(value, dict | list) and too_deep(value, DEPTH + 1) else value
