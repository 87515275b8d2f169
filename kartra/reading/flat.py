"""An event as other programs name its parts: laid out flat in a sheet, or with its keys recased."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from kartra.events import ACTION, Action
from kartra.reading.shape import action_name

_MARKS: Final = re.compile(r"[\W_]+")
_LEAD: Final = "lead_"
_DETAILS: Final = "action_details_"
_ENVELOPE: Final = {"lead": "lead", "action": "action", "actiondetails": "action_details"}


def flat_event(value: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the event that a flat row spells; None when it is none. Columns of its own stay beside it."""
    if "lead" in value or "action_details" in value or not _has_action(value):
        return None
    names = {_MARKS.sub("_", key.strip()).strip("_").casefold(): key for key in value}
    name = action_name(value[names["action"]])
    lead = {plain.removeprefix(_LEAD): value[key] for plain, key in names.items() if plain.startswith(_LEAD)}
    if name is None or not lead.keys() & {"id", "email"}:
        return None
    event: dict[str, Any] = {"action": value[names["action"]], "lead": lead}
    details: dict[str, Any] = {}
    for plain, key in names.items():
        field = _field(plain, ACTION[name])
        if field is not None:
            details[field] = value[key]
        elif plain != "action" and not plain.startswith(_LEAD):
            event[key] = value[key]
    event["action_details"] = {ACTION[name].details_key: details}
    return event


def recased(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the object with lead, action and action_details named so, where a program has recased them."""
    names = {key.replace("_", "").casefold(): key for key in value if key.isidentifier()}
    found = {names[plain]: name for plain, name in _ENVELOPE.items() if plain in names}
    if len(found) < 2 or all(key == name for key, name in found.items()):
        return value
    return {found.get(key, key): item for key, item in value.items()}


def _has_action(value: Mapping[str, Any]) -> bool:
    return any(isinstance(key, str) and key.strip().casefold() == "action" for key in value)


def _field(plain: str, action: Action) -> str | None:
    """The documented field that a column's name means, with or without the path before it."""
    known = {field.name for field in action.fields}
    short = plain.removeprefix(_DETAILS)
    return next(
        (one for one in (plain, short, short.removeprefix(f"{action.details_key}_")) if one in known), None
    )
