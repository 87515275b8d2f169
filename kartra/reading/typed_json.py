"""JSON in which every value carries its type: DynamoDB, Firestore, MongoDB's extended form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final


def _number(told: Any) -> Any:
    try:
        return int(told)
    except (TypeError, ValueError):
        try:
            return float(told)
        except (TypeError, ValueError):
            return told


def _fields(told: Any) -> Any:
    inner = told.get("fields", told.get("values", told)) if isinstance(told, Mapping) else told
    return untyped(inner)


_TYPES: Final[dict[str, Callable[[Any], Any]]] = {
    "S": lambda told: told,
    "N": _number,
    "M": lambda told: untyped(told),
    "L": lambda told: untyped(told),
    "BOOL": lambda told: told,
    "NULL": lambda told: None,
    "stringValue": lambda told: told,
    "integerValue": _number,
    "doubleValue": _number,
    "booleanValue": lambda told: told,
    "nullValue": lambda told: None,
    "timestampValue": lambda told: told,
    "mapValue": _fields,
    "arrayValue": _fields,
    "$numberInt": _number,
    "$numberLong": _number,
    "$numberDouble": _number,
    "$oid": lambda told: told,
    "$date": lambda told: told,
}


def is_typed(value: Mapping[str, Any]) -> bool:
    """Whether the action or the lead of this object carries its type."""
    return any(_tag(value.get(key)) for key in ("action", "lead", "transaction_type"))


def _tag(value: Any) -> str | None:
    if isinstance(value, Mapping) and len(value) == 1:
        tag = next(iter(value))
        return tag if tag in _TYPES else None
    return None


def untyped(value: Any) -> Any:
    """Return the value with the types taken away."""
    if tag := _tag(value):
        return _TYPES[tag](value[tag])
    if isinstance(value, dict):
        return {key: untyped(item) for key, item in value.items()}
    return [untyped(item) for item in value] if isinstance(value, list) else value
