"""Is this line an event as documented? Answered at several times the speed of merely parsing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import msgspec

from kartra.events import ACTIONS, Action
from kartra.field import Field
from kartra.lead_fields import LEAD_FIELDS
from kartra.transaction_fields import LATER_NAMES

_Number = int | Literal[""] | None
_TYPES: Final[Mapping[str, Any]] = {
    "integer": _Number,
    "float": float | Literal[""] | None,
    "string": str | int | float | None,
    "datetime": str | None,
    "enum": str,
    "array": Any,
}
"""Numbers may come as text, as Kartra sends them; a word where a number is documented is an error."""


class _Option(msgspec.Struct, gc=False):
    option_id: _Number
    option_value: str | None


class _Custom(msgspec.Struct, gc=False):
    field_id: _Number
    field_identifier: str
    field_type: str = ""
    field_value: str | list[_Option] | None = ""


_Customs = list[_Custom] | dict[str, _Custom] | Literal[""] | None


def _struct(name: str, fields: list[tuple[str, Any, bool]]) -> type:
    """A struct of (name, type, whether it may be absent); further fields are let pass."""
    members = [(key, kind, None) if absent else (key, kind) for key, kind, absent in fields]
    made: type = msgspec.defstruct(name, members, kw_only=True, gc=False)
    return made


def _lead() -> type:
    return _struct(
        "Lead", [(field.name, _type(field), field.name not in ("id", "email")) for field in LEAD_FIELDS]
    )


def _type(field: Field) -> Any:
    if field.name == "custom_fields":
        return _Customs
    return _Number if field.name == "id" else _TYPES[field.type]


def _details(action: Action, key: str, *, later: bool) -> type:
    if action.scalar:
        return _struct(f"{action.name}_details", [(key, _TYPES[action.fields[0].type], False)])
    names = LATER_NAMES if later else {}
    fields = [
        (names.get(field.name, field.name), _TYPES[field.type], field.optional) for field in action.fields
    ]
    return _struct(f"{action.name}_{key}_details", [(key, _struct(f"{action.name}_{key}", fields), False)])


class _Envelope(msgspec.Struct, gc=False):
    action: str
    lead: _lead()  # type: ignore[valid-type]
    action_details: msgspec.Raw


_Decode = Callable[[msgspec.Raw], Any]


def _decode(action: Action, key: str, *, later: bool = False) -> _Decode:
    return msgspec.json.Decoder(_details(action, key, later=later), strict=False).decode


_envelope = msgspec.json.Decoder(_Envelope, strict=False).decode
_EARLIER: Final[dict[str, _Decode]] = {action.name: _decode(action, action.details_key) for action in ACTIONS}
_LATER: Final[dict[str, _Decode]] = _EARLIER | {
    action.name: _decode(action, action.details_key, later=True)
    for action in ACTIONS
    if action.family == "transaction"
}
_OTHER: Final[dict[str, tuple[_Decode, ...]]] = {
    action.name: tuple(_decode(action, key) for key in action.other_keys) for action in ACTIONS
}


def fault(line: bytes) -> str | None:
    """Return the first thing that is not as documented, with its path; None when all is."""
    try:
        event = _envelope(line)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return _said(error)
    decode = (_EARLIER if b'"buyer_' in line else _LATER).get(event.action)
    if decode is None:
        return f"Kartra documents no action “{event.action[:80]}”"
    try:
        decode(event.action_details)
    except msgspec.ValidationError as error:
        return _elsewhere(event, _said(error))
    return None


def _said(error: Exception) -> str:
    """The one wording of msgspec's that tells of its types and not of the event's."""
    return str(error).replace("Invalid enum value", "A number is documented, not")


def _elsewhere(event: Any, told: str) -> str | None:
    """The details may stand under another key that the documents leave open."""
    for decode in _OTHER[event.action]:
        try:
            decode(event.action_details)
        except msgspec.ValidationError:
            continue
        return None
    return f"action_details: {told}"
