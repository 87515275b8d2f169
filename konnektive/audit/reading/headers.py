"""Headers as recorders write them."""

from __future__ import annotations

from typing import Any

from konnektive.audit.parameters import Pair


def header_pairs(headers: Any) -> list[Pair]:
    """Headers as pairs, from an object, a list of pairs, or a list of name and value objects."""
    if isinstance(headers, dict):
        return [
            (str(name), str(one))
            for name, value in headers.items()
            for one in (value if isinstance(value, list) else [value])
        ]
    if not isinstance(headers, list):
        return []
    return [pair for one in headers if (pair := _pair(one)) is not None]


def _pair(one: Any) -> Pair | None:
    if isinstance(one, dict):
        name, value = one.get("name"), one.get("value")
        return (name, str(value)) if isinstance(name, str) and value is not None else None
    if isinstance(one, list) and len(one) == 2:
        return str(one[0]), str(one[1])
    return None
