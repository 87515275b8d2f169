"""What events really held, field by field: types with counts, first and last time, and one masked example."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kartra.event import Event
from privacy import redacted_value

PATHS_AT_MOST: Final = 5_000
"""Different paths that are told apart; a hostile input may have a new field in every event."""
_EXAMPLE: Final = 60

_DECIMAL: Final = re.compile(r"[-+]?\d+[.,]\d+", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?.*)?|\d\d? \w{3} \d{4}.*", re.ASCII)
_PERSONAL: Final = re.compile(
    r"name|email|phone|address|street|city|zip|\bip\b|_ip\b|username|facebook|twitter|linkedin|instagram|google"
    r"|website|picture|tax_id|custom_fields|company|digits",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(
    r"(list|tag|form|sequence|link|product|video|membership|level|page|calendar|class|survey)_name"
)


def kind_of_value(value: Any) -> str:
    """What kind of value it is, in the words of the report."""
    kind = type(value)
    if kind is str:
        return _kind_of_text(value)
    if value is None:
        return "null"
    return _KINDS.get(kind, "object")


_KINDS: Final[Mapping[type, str]] = {
    int: "integer", float: "decimal", bool: "true or false", list: "array", dict: "object",
}  # fmt: skip


def _kind_of_text(text: str) -> str:
    if not text:
        return "empty text"
    if text.isascii() and text.isdigit():
        return "integer as text"
    if text[0] in "-+" and text[1:].isdigit():
        return "integer as text"
    if text == "N/A":
        return "N/A"
    if not text[0].isdigit():
        return "text"
    return (
        "decimal as text" if _DECIMAL.fullmatch(text) else "date as text" if _DATE.fullmatch(text) else "text"
    )


@dataclass(slots=True)
class FieldSeen:
    """One path, as it was seen."""

    kinds: Counter[str] = field(default_factory=Counter)
    first: int | None = None
    last: int | None = None
    example: str = ""

    @property
    def events(self) -> int:
        """How many events had the field."""
        return self.kinds.total()


@dataclass(slots=True)
class Seen:
    """Gathers events; the order in which they come does not matter."""

    fields: dict[str, FieldSeen] = field(default_factory=dict)
    actions: Counter[str] = field(default_factory=Counter)
    """By action as it came; an IPN post counts under `ipn:` and its transaction_type."""
    roots: Counter[str] = field(default_factory=Counter)
    """How many events had each object: lead, each details key, ipn."""
    events: int = 0
    first: int | None = None
    last: int | None = None
    overflow: int = 0
    """Values of paths beyond the limit."""

    def add(self, event: Event, at: int | None) -> None:
        """Take one event, seen at `at` (UTC ms)."""
        self.events += 1
        self.first, self.last = _span(self.first, self.last, at)
        if event.surface == "ipn":
            self.actions[f"ipn:{event.details.get('transaction_type')}"] += 1
            self._object("ipn.", event.details, at)
            return
        self.actions[str(event.action)] += 1
        if event.lead:
            self._object("lead.", event.lead, at)
        self._object(details_root(event), event.details, at)
        for path, value in event.extras.items():
            self._value(path, value, at)

    def _object(self, root: str, fields: Mapping[str, Any], at: int | None) -> None:
        self.roots[root] += 1
        for name, value in fields.items():
            self._value(root + name, value, at)

    def _value(self, path: str, value: Any, at: int | None) -> None:
        one = self.fields.get(path)
        if one is None:
            if len(self.fields) >= PATHS_AT_MOST:
                self.overflow += 1
                return
            one = self.fields[path] = FieldSeen()
        one.kinds[kind_of_value(value)] += 1
        if at is not None:
            if one.first is None or at < one.first:
                one.first = at
            if one.last is None or at > one.last:
                one.last = at
        if not one.example and value not in ("", None):
            one.example = example(path, value)


def details_root(event: Event) -> str:
    """What stands before a detail's name in its path; a bare scalar stands right under action_details."""
    bare = len(event.details) == 1 and event.details_key in event.details
    return "action_details." if bare or event.details_key is None else f"action_details.{event.details_key}."


def _span(first: int | None, last: int | None, at: int | None) -> tuple[int | None, int | None]:
    if at is None:
        return first, last
    return at if first is None else min(first, at), at if last is None else max(last, at)


def example(path: str, value: Any) -> str:
    """The value as it may be shown: secrets masked, and of what is personal only the shape."""
    name = path.rpartition(".")[2]
    text = redacted_value(name, value if isinstance(value, str) else repr(value))[:_EXAMPLE]
    if isinstance(value, list | dict) or (_PERSONAL.search(path) and not _THINGS.search(name)):
        text = "".join("x" if c.isalpha() else "9" if c.isdigit() else c for c in text)
    return text
