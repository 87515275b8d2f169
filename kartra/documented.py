"""The documented types as structs: whatever decodes has them, and no field besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import astuple

from kartra.events import ACTIONS, Action
from kartra.field import Field
from kartra.lead_fields import LEAD_FIELDS
from kartra.transaction_fields import LATER_NAMES

_Number = int | Literal[""] | None
_Decimal = float | Literal[""] | None
_Text = str | None
_TYPES: Final[Mapping[str, Any]] = {
    "integer": _Number, "float": _Decimal, "string": _Text, "datetime": _Text, "enum": _Text, "array": Any,
}  # fmt: skip


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
    named = [(key, kind | UnsetType, UNSET) if absent else (key, kind) for key, kind, absent in fields]
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
    kind = str | int | None if loose else _TYPES[field.type]
    return names.get(field.name, field.name), kind, field.optional


class Envelope(msgspec.Struct, forbid_unknown_fields=True):
    """What every event has: the lead by its documented types, the details as they came."""

    action: str
    lead: _lead()  # type: ignore[valid-type]
    action_details: msgspec.Raw


envelope: Final[Callable[[bytes], Envelope]] = msgspec.json.Decoder(Envelope, strict=False).decode
"""The body as an envelope; msgspec.MsgspecError when it is none."""

_decoders: Final[Mapping[str, tuple[Callable[[msgspec.Raw], Any], ...]]] = {
    action.name: tuple(
        msgspec.json.Decoder(_details(action, key, later=later), strict=False).decode
        for key in (action.details_key, *action.other_keys)
        for later in ((False, True) if action.family == "transaction" else (False,))
    )
    for action in ACTIONS
}


def documented(action: str, details: msgspec.Raw) -> Any:
    """The details as the action documents them, in one of its editions; None when they are otherwise."""
    for decode in _decoders.get(action, ()):
        try:
            return decode(details)
        except msgspec.ValidationError:
            continue
    return None


def keys_of_lead(lead: Any) -> int:
    """How many keys a lead was sent with, those of its custom fields included."""
    values = astuple(lead)
    count = len(values) - values.count(UNSET)
    for one in lead.custom_fields or ():
        # Each has its four, and each option of a list its two: none may be absent.
        count += 4 + 2 * len(one.field_value) if type(one.field_value) is list else 4
    return count


def keys_of_details(details: Any) -> int:
    """How many keys the details were sent with, the one above them included."""
    (inner,) = astuple(details)
    if type(inner) is int:
        return 1
    values = astuple(inner)
    return 1 + len(values) - values.count(UNSET) + sum([_keys(one) for one in values if type(one) is list])


def _keys(value: Any) -> int:
    """How many keys there are in what nothing is documented of, at any depth."""
    if type(value) is dict:
        return len(value) + sum(map(_keys, value.values()))
    return sum(map(_keys, value)) if type(value) is list else 0
