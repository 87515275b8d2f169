"""Findings about types: text where a number is documented is ordinary, a word there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kartra.event import Event, Finding
from kartra.events import ACTION
from kartra.field import Field
from kartra.findings.catalogue import details_path, fields_of
from kartra.lead_fields import CUSTOM_FIELD_FIELDS, LEAD_FIELD, OPTION_FIELDS

_WHOLE: Final = re.compile(r"\s*[+-]?\d{1,300}\s*", re.ASCII)
_DECIMAL: Final = re.compile(r"\s*[+-]?(?:\d[\d,]{0,300}(?:\.\d{0,300})?|\.\d{1,300})\s*", re.ASCII)
_DATE: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?.*)?|\d\d? \w{3} \d{4}(?: \d\d:\d\d:\d\d)?", re.ASCII
)
_EITHER: Final = frozenset({"transaction_subscription_id", "level_id", "class_id"})
"""Documented as a number in one edition and as text in another, or empty for an external membership."""
_CUSTOM: Final = {field.name: field for field in CUSTOM_FIELD_FIELDS if field.name != "field_value"}
_OPTION: Final = {field.name: field for field in OPTION_FIELDS}
_PLAIN: Final = frozenset({"string", "enum"})
"""Types that any text is of."""
_LISTED: Final = 6


class _Types:
    """Collects what is ordinary, to report it once."""

    def __init__(self) -> None:
        self.as_text: list[str] = []
        self.nulls: list[str] = []

    def check(self, values: Mapping[str, Any], fields: Mapping[str, Field], root: str) -> Iterator[Finding]:
        for name, value in values.items():
            field = fields.get(name)
            if value is None:
                self.nulls.append(root + name)
            elif field is not None and name not in _EITHER:
                if type(value) is str and (field.type in _PLAIN or not value):
                    continue
                yield from self._value(value, field, root + name)

    def _value(self, value: Any, field: Field, path: str) -> Iterator[Finding]:
        kind = type(value)
        if field.type in ("integer", "float"):
            yield from self._number(value, kind, field, path)
        elif field.type != "array":
            if kind is not str:
                yield _wrong(path, "text", value, "info" if kind in (int, float) else "warn")
            elif field.type == "datetime" and value and not _DATE.fullmatch(value):
                yield Finding(
                    "wrong-type", path, "warn", f"“{value[:40]}” is not a date (YYYY-MM-DD HH:MM:SS)."
                )

    def _number(self, value: Any, kind: type, field: Field, path: str) -> Iterator[Finding]:
        if kind is str:
            pattern = _WHOLE if field.type == "integer" else _DECIMAL
            if (len(value) < 20 and value.isdecimal() and value.isascii()) or (
                value and pattern.fullmatch(value)
            ):
                self.as_text.append(path)
            elif value.strip():
                yield Finding(
                    "wrong-type", path, "warn", f"“{value[:40]}” stands where a number is documented."
                )
        elif kind is bool or kind not in (int, float) or (field.type == "integer" and value != int(value)):
            yield _wrong(path, "a whole number" if field.type == "integer" else "a number", value, "warn")

    def ordinary(self) -> Iterator[Finding]:
        """Report what nearly every event shows, once for each kind."""
        if self.as_text:
            message = (
                f"{_some(self.as_text)} came as text; Kartra sends numbers so, though it documents numbers."
            )
            yield Finding("number-as-text", self.as_text[0], "info", message)
        if self.nulls:
            message = f"{_some(self.nulls)} came as null; Kartra's own events have empty text there."
            yield Finding("null", self.nulls[0], "info", message)


def _some(paths: list[str]) -> str:
    names = [path.rpartition(".")[2] for path in paths]
    shown = ", ".join(dict.fromkeys(names[:_LISTED]))
    things = "number" if len(paths) == 1 else "numbers"
    return f"{len(paths)} {things} ({shown}{', …' if len(names) > _LISTED else ''})"


def _wrong(path: str, documented: str, value: Any, severity: Any) -> Finding:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "an object",
    }
    got = next((word for kind, word in kinds.items() if isinstance(value, kind)), "something else")
    return Finding("wrong-type", path, severity, f"{documented.capitalize()} is documented, {got} came.")


def wrong_types(event: Event) -> Iterator[Finding]:
    """Compare the values of an outbound event with the documented types."""
    types = _Types()
    yield from types.check(event.lead, LEAD_FIELD, "lead.")
    yield from _custom_fields(event.lead.get("custom_fields"), types)
    action = ACTION.get((event.action or "").strip().casefold())
    if action is not None:
        yield from types.check(event.details, fields_of(action), details_path(event))
    yield from types.ordinary()


def _custom_fields(told: Any, types: _Types) -> Iterator[Finding]:
    if isinstance(told, dict):
        message = (
            "The custom fields are an object, as PHP writes a list with gaps; they are read like a list."
        )
        yield Finding("custom-fields-not-array", "lead.custom_fields", "warn", message)
        told = list(told.values())
    elif told is not None and told != "" and not isinstance(told, list):
        yield _wrong("lead.custom_fields", "a list", told, "warn")
        return
    for index, item in enumerate(told or ()):
        path = f"lead.custom_fields[{index}]"
        if not isinstance(item, dict):
            yield _wrong(path, "an object", item, "warn")
            continue
        yield from types.check(item, _CUSTOM, f"{path}.")
        yield from _options(item, types, path)


def _options(item: Mapping[str, Any], types: _Types, path: str) -> Iterator[Finding]:
    kind, value = item.get("field_type"), item.get("field_value")
    if isinstance(kind, str) and kind not in _CUSTOM["field_type"].values:
        yield Finding(
            "undocumented-value",
            f"{path}.field_type",
            "warn",
            f"“{kind[:40]}” is no documented kind of field.",
        )
    if isinstance(value, list):
        for index, option in enumerate(value):
            if isinstance(option, dict):
                yield from types.check(option, _OPTION, f"{path}.field_value[{index}].")
