"""A body that arrived, as a callback again, so that it can be edited by field."""

from __future__ import annotations

from urllib.parse import parse_qsl

import msgspec

from kartra.generation.callback import Callback


def read_back(body: bytes, content_type: str = "") -> Callback | None:
    """The body as a payload with fields; none when it is neither a JSON object nor a form."""
    try:
        value = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return _form(body, content_type)
    return Callback(str(value.get("action", "")), "outbound", 0, value) if isinstance(value, dict) else None


def _form(body: bytes, content_type: str) -> Callback | None:
    if "urlencoded" not in content_type and b"=" not in body:
        return None
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return None
    return Callback("ipn", "ipn", 0, dict(pairs))
