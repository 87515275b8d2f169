"""From an object that is one of Kartra's to the event: lead, action and details put in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kartra.event import Event
from kartra.events import ACTION
from kartra.findings import findings
from kartra.ipn_fields import DISCRIMINATOR, EMPTY, PERSON_KEYS, TRANSACTION_TYPES
from kartra.reading.loose import Members
from kartra.reading.shape import action_name
from privacy import redacted_json

_ENVELOPE = ("lead", "action", "action_details")


def outbound(value: Mapping[str, Any], line: int, received_at: str | None = None) -> Event:
    """Return the outbound event with its findings; nothing that stood in `value` is left out."""
    action, lead = value.get("action"), value.get("lead")
    name = action_name(action)
    key, details, extras = _details(value, name)
    extras |= {other: item for other, item in value.items() if other not in _ENVELOPE and other != key}
    if lead is not None and not isinstance(lead, Mapping):
        extras["lead"] = lead
    event = Event(
        action=None if action is None else str(action),
        surface="outbound",
        documented=name is not None,
        line=line,
        lead=lead if isinstance(lead, Mapping) else {},
        details_key=key,
        details=details,
        extras=extras,
        received_at=received_at,
    )
    return replace(event, findings=findings(event, tuple(doubled(value))))


def ipn(value: Mapping[str, Any], line: int, received_at: str | None = None) -> Event:
    """Return the event of a flat IPN post: the person's fields as a lead, everything in the details."""
    fields = {key: "" if item == EMPTY else item for key, item in value.items()}
    event = Event(
        action=None,
        surface="ipn",
        documented=str(fields[DISCRIMINATOR]).strip().casefold() in TRANSACTION_TYPES,
        line=line,
        lead={PERSON_KEYS[key]: item for key, item in fields.items() if key in PERSON_KEYS},
        details_key=None,
        details=fields,
        received_at=received_at,
    )
    return replace(event, findings=findings(event, tuple(doubled(value)), value))


def masked(event: Event) -> Event:
    """Return the event without secrets and card numbers."""
    return replace(
        event,
        lead=redacted_json(event.lead),
        details=redacted_json(event.details),
        extras=redacted_json(event.extras),
    )


def doubled(value: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of keys that were given more than once."""
    if isinstance(value, dict):
        if isinstance(value, Members):
            yield from (f"{path}{key}" for key in value.doubled)
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from doubled(item, f"{path}{key}.")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from doubled(item, f"{path.removesuffix('.')}[{index}].")


def _details(
    value: Mapping[str, Any], name: str | None
) -> tuple[str | None, Mapping[str, Any], dict[str, Any]]:
    """The details' key, the details, and what else stood beside them."""
    given = value.get("action_details")
    if isinstance(given, Mapping):
        key = _details_key(given, name)
        rest = {f"action_details.{other}": item for other, item in given.items() if other != key}
        return key, _as_mapping(key, given), rest
    key = next((key for key in _likely(name) if key in value), None)
    rest = {} if given is None or given == [] else {"action_details": given}
    return key, _as_mapping(key, value), rest


def _likely(name: str | None) -> tuple[str, ...]:
    action = ACTION.get(name or "")
    return (action.details_key, *action.other_keys) if action else ()


def _details_key(given: Mapping[str, Any], name: str | None) -> str | None:
    for key in _likely(name):
        if key in given:
            return key
    objects = [key for key, item in given.items() if isinstance(item, Mapping)]
    return next(iter(objects or given), None)


def _as_mapping(key: str | None, given: Mapping[str, Any]) -> Mapping[str, Any]:
    if key is None:
        return {}
    inner = given[key]
    return inner if isinstance(inner, Mapping) else {key: inner}
