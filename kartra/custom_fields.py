"""A lead's custom fields in one shape, whether they came as array, keyed object, empty string or null."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class CustomField:
    """One custom field; `value` is what people read: the text, or the chosen options joined by commas."""

    identifier: str
    value: str
    field_type: str = ""
    field_id: str = ""


def custom_fields(told: Any) -> tuple[CustomField, ...]:
    """Every custom field that can be named, in the order given; text without structure gives none."""
    return tuple(_field(key, value) for key, value in _named(told))


def _named(told: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(told, dict):
        # A single field may stand bare, without its array.
        return [("", told)] if "field_identifier" in told else list(told.items())
    return [("", one) for one in told] if isinstance(told, list) else []


def _field(key: str, told: Any) -> CustomField:
    if not isinstance(told, dict):
        return CustomField(str(key), _read(told))
    known = {"field_id", "field_identifier", "field_type", "field_value"}
    value = told.get("field_value", told.get("value", None if known & told.keys() else told))
    identifier = _read(told.get("field_identifier")) or str(key) or _read(told.get("field_id"))
    return CustomField(identifier, _read(value), _read(told.get("field_type")), _read(told.get("field_id")))


def _read(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_read(one) for one in value)
    if isinstance(value, dict):
        return (
            _read(value["option_value"]) if "option_value" in value else msgspec.json.encode(value).decode()
        )
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
