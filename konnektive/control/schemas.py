"""JSON schemas of the sandbox's own types, with every reference written out, as OpenAPI needs them."""

from __future__ import annotations

from typing import Any

import msgspec


def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of a type that does not contain itself."""
    whole = msgspec.json.schema(kind)
    found: dict[str, Any] = _written_out(whole, whole.get("$defs", {}))
    found.pop("$defs", None)
    return found


def _written_out(part: Any, known: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_written_out(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _written_out(known[part["$ref"].rpartition("/")[2]], known)
    return {name: _written_out(one, known) for name, one in part.items() if name != "$defs"}
