"""PHP's arrays, of which lists are those that are numbered from 0."""

from __future__ import annotations

from typing import Any


def listed(value: Any) -> Any:
    """The value with each such object in it made a list; the other objects are changed where they are."""
    if not isinstance(value, dict):
        return value
    if list(value) == [str(n) for n in range(len(value))]:
        return [listed(item) for item in value.values()]
    for key in value:
        value[key] = listed(value[key])
    return value
