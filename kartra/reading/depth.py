"""Nesting beyond the limit: noticed without recursion, and cut off."""

from __future__ import annotations

from typing import Any


def too_deep(value: Any, limit: int) -> bool:
    """Whether containers stand more than `limit` deep in one another."""
    level = [value]
    for _ in range(limit):
        level = [item for inside in level for item in _inside(inside) if isinstance(item, dict | list)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def pruned(value: Any, limit: int) -> Any:
    """Return the value with everything below the limit left out."""
    if not isinstance(value, dict | list):
        return value
    if limit <= 0:
        return None
    if isinstance(value, list):
        return [pruned(item, limit - 1) for item in value]
    return {key: pruned(item, limit - 1) for key, item in value.items()}
