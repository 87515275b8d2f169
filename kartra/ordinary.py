"""The short way for ordinary events: a typed check that nothing about one is worth a closer look.

What is refused here is read the careful way; what is accepted is the same event, many times sooner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

import msgspec
import re2

from kartra.event import Event
from kartra.events import ACTIONS, Action
from kartra.field import Field
from kartra.findings.contradictions import contradictions
from kartra.lead_fields import (
    CUSTOM_FIELD_FIELDS,
    GDPR_COMMUNICATIONS_LIKELY,
    GDPR_STATUS,
    LEAD_FIELDS,
    OPTION_FIELDS,
)
from kartra.transaction import Transaction
from kartra.transaction_fields import LATER_NAMES

_Number = int | Literal[""] | None
_Decimal = float | Literal[""] | None
_Text = str | None
_TYPES: Final[Mapping[str, Any]] = {
    "integer": _Number, "float": _Decimal, "string": _Text, "datetime": _Text, "enum": _Text, "array": Any,
}  # fmt: skip

_MARKS: Final = (
    r"(?i:\"[-+.\d]*\de[-+]?\d+\"|\{\{|\$\{|%[a-z_]{2}|<%|\{[a-z_.]|\[email|\*\*|\.\.\.|\?\?|0000-00-00"
    r"|@kartra\.com|<\s*[a-z])|[…ÃÂ\x{FFFD}]|â€"
)
_DECIMAL: Final = r'"[-+]?\d*\.\d*"'
_SUSPICIOUS: Final = re2.compile(_MARKS.encode())
"""Whatever might be a placeholder, a mask, damage, markup or a test: wider than the findings are."""
_REMARKABLE: Final = re2.compile(f"{_MARKS}|{_DECIMAL}".encode())
"""That, or text that is a number with a decimal point: nearly every event about no money has neither."""
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", re.ASCII)
_CONSENTS: Final = (
    ("gdpr_lead_status", frozenset({"", *GDPR_STATUS})),
    ("gdpr_lead_communications", frozenset({"", *GDPR_COMMUNICATIONS_LIKELY})),
)
_WHOLE: Final = frozenset(
    name
    for fields in (LEAD_FIELDS, CUSTOM_FIELD_FIELDS, OPTION_FIELDS, *(action.fields for action in ACTIONS))
    for field in fields
    if field.type == "integer"
    for name in (field.name, LATER_NAMES.get(field.name, field.name))
)
_DATES: Final = tuple(field.name for field in LEAD_FIELDS if field.type == "datetime")


class _Option(msgspec.Struct, forbid_unknown_fields=True):
    option_id: _Number
    option_value: str


class _Custom(msgspec.Struct, forbid_unknown_fields=True):
    field_id: _Number
    field_identifier: str
    field_type: Literal["input_field", "text_area", "drop_down", "radio_button", "checkbox"]
    field_value: str | list[_Option]


def _struct(name: str, fields: list[tuple[str, Any, bool]]) -> type:
    """A struct of (name, type, whether it may be absent) that knows no other fields."""
    named = [(key, kind, None) if absent else (key, kind) for key, kind, absent in fields]
    made: type = msgspec.defstruct(name, named, forbid_unknown_fields=True, kw_only=True)
    return made


def _lead() -> type:
    fields = [(one.name, _TYPES[one.type], True) for one in LEAD_FIELDS if one.name not in _SPECIAL]
    return _struct(
        "Lead", [*fields, *((key, kind, key == "custom_fields") for key, kind in _SPECIAL.items())]
    )


_SPECIAL: Final[Mapping[str, Any]] = {"id": str | int, "email": str, "custom_fields": list[_Custom]}


def _details(action: Action, key: str, *, later: bool) -> type:
    """The details of one action, with the buyer's keys of one generation."""
    names = LATER_NAMES if later and action.family == "transaction" else {}
    inner = _struct(action.name, [_member(one, names) for one in action.fields])
    return _struct(f"{action.name}_details", [(key, int if action.scalar else inner, False)])


def _member(field: Field, names: Mapping[str, str]) -> tuple[str, Any, bool]:
    # Ids that one edition documents as a number and another as text.
    loose = field.name in ("transaction_subscription_id", "level_id", "class_id")
    return (
        names.get(field.name, field.name),
        str | int | None if loose else _TYPES[field.type],
        field.optional,
    )


class _Envelope(msgspec.Struct, forbid_unknown_fields=True):
    action: str
    lead: _lead()  # type: ignore[valid-type]
    action_details: msgspec.Raw


_untyped = msgspec.json.Decoder().decode
_envelope = msgspec.json.Decoder(_Envelope, strict=False).decode
_decoders: Final[Mapping[str, tuple[Callable[[msgspec.Raw], Any], ...]]] = {
    action.name: tuple(
        msgspec.json.Decoder(_details(action, key, later=later), strict=False).decode
        for key in (action.details_key, *action.other_keys)
        for later in ((False, True) if action.family == "transaction" else (False,))
    )
    for action in ACTIONS
}


def ordinary(body: bytes) -> Event | None:
    """The event that the body is, with what is not mere information among its findings; else None."""
    try:
        told = _envelope(body)
        if not _fits(told.action, told.action_details):
            return None
        value = _untyped(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    lead, details = value["lead"], value["action_details"]
    if b'\\"' in body or body.count(b'":') != _keys(lead, details):
        return None
    plain = msgspec.json.encode(value) if b"\\u" in body else body
    remarkable = _REMARKABLE.search(plain) is not None
    if remarkable and _SUSPICIOUS.search(plain):
        return None
    key, inner = next(iter(details.items()))
    if not _valued(lead, inner, remarkable):
        return None
    event = Event(told.action, "outbound", True, 1, lead, key, inner if isinstance(inner, dict) else details)
    return _about_money(event) if key == "transaction_details" else event


def validates(body: bytes) -> bool:
    """Whether the body has the documented types of its action: the first of the checks of `ordinary`."""
    try:
        told = _envelope(body)
        return _fits(told.action, told.action_details)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def _valued(lead: Mapping[str, Any], details: Any, has_decimals: bool) -> bool:
    """Whether what a type can not say holds too: dates, the lead's id, the two consents, whole numbers."""
    number = lead["id"]
    if type(number) is str and number and not (number.isascii() and number.isdigit()):
        return False
    if not all(not (date := lead.get(name)) or _DATE.fullmatch(date) for name in _DATES):
        return False
    for name, allowed in _CONSENTS:
        told = lead.get(name)
        if told is not None and str(told) not in allowed:
            return False
    return not has_decimals or (_whole(lead) and (type(details) is not dict or _whole(details)))


def _whole(values: Mapping[str, Any]) -> bool:
    """Whether no text with a decimal point stands where a whole number is documented."""
    for name, value in values.items():
        if type(value) is str:
            if "." in value and name in _WHOLE:
                return False
        elif type(value) is list and not all(type(item) is not dict or _whole(item) for item in value):
            return False
    return True


def _about_money(event: Event) -> Event | None:
    date = event.details.get("transaction_date")
    transaction = Transaction.of(event)
    if transaction is None or transaction.findings or not (date and _DATE.fullmatch(date)):
        return None
    found = tuple(finding for finding in contradictions(event) if finding.severity != "info")
    return replace(event, findings=found) if found else event


def _fits(action: str, details: msgspec.Raw) -> bool:
    for decode in _decoders.get(action, ()):
        try:
            decode(details)
        except msgspec.ValidationError:
            continue
        return True
    return False


def _keys(lead: Mapping[str, Any], details: Mapping[str, Any]) -> int:
    """How many keys there are; more in the text mean that one was given twice."""
    count = 3 + len(lead) + len(details)
    for inner in details.values():
        count += _nested(inner)
    for field in lead.get("custom_fields") or ():
        count += len(field)
        if type(value := field["field_value"]) is list:
            count += sum(map(len, value))
    return count


def _nested(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_nested(item) for item in value.values() if isinstance(item, dict | list))
    return sum(map(_nested, value)) if isinstance(value, list) else 0
