"""Findings about what is there and what is not: unknown events, unknown fields, missing fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from kartra.event import Event, Finding
from kartra.events import ACTION, Action, nearest
from kartra.field import Field
from kartra.lead_fields import LEAD_FIELD, LEAD_FIELDS
from kartra.transaction_fields import EARLIER_NAMES, LATER_NAMES

_NEEDED: Final = ("id", "email")
_EXPECTED: Final = frozenset(field.name for field in LEAD_FIELDS if not field.optional)
_SINGLY: Final = 5
"""Missing fields that are reported one by one; more are one finding."""
_LISTED: Final = 8
"""Names that one grouped finding spells out."""


def against_catalogue(event: Event) -> Iterator[Finding]:
    """Compare an outbound event with what is documented."""
    action = ACTION.get((event.action or "").strip().casefold())
    yield from _about_action(event, action)
    yield from _about_lead(event.lead)
    yield from _about_details(event, action)
    for path in event.extras:
        if path in ("lead", "action_details"):
            yield Finding("wrong-type", path, "error", f"{path} should be an object.")
        else:
            yield _unknown(path, "the event", ("lead", "action", "action_details"))


def _about_action(event: Event, action: Action | None) -> Iterator[Finding]:
    if event.action is None:
        yield Finding("missing-field", "action", "error", "The event does not say what happened: no action.")
    elif action is None:
        close = nearest(event.action)
        hint = f" The nearest that Kartra documents is {close}." if close else ""
        message = f"Kartra does not document the action “{event.action[:80]}”.{hint}"
        yield Finding("unknown-event", "action", "warn", message)
    elif event.action != action.name:
        yield Finding("action-spelling", "action", "warn", f"Kartra writes {action.name}.")


def _about_lead(lead: Mapping[str, Any]) -> Iterator[Finding]:
    if not lead:
        yield Finding(
            "missing-field", "lead", "error", "The event has no lead: nobody knows whom it is about."
        )
        return
    for name in _NEEDED:
        if name not in lead:
            yield Finding("missing-field", f"lead.{name}", "warn", f"The lead has no {name}.")
    absent = sorted(_EXPECTED - lead.keys() - set(_NEEDED))
    if absent:
        message = f"{_some(absent)} of the documented lead fields are absent."
        yield Finding("absent-field", "lead", "info", message)
    for name in lead.keys() - LEAD_FIELD.keys():
        yield _unknown(f"lead.{name}", "the lead", tuple(LEAD_FIELD))


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_LISTED])
    return f"{len(names)} ({shown}{', …' if len(names) > _LISTED else ''})"


def _unknown(path: str, where: str, known: tuple[str, ...]) -> Finding:
    close = get_close_matches(path.rpartition(".")[2], known, 1, 0.8)
    hint = f" Perhaps {close[0]} is meant." if close else ""
    return Finding("unknown-field", path, "warn", f"Kartra documents no such field of {where}.{hint}")


def _by_name(action: Action) -> dict[str, Field]:
    fields = {field.name: field for field in action.fields}
    later = {LATER_NAMES[name]: field for name, field in fields.items() if name in LATER_NAMES}
    return later | fields


_FIELDS: Final = {action.name: _by_name(action) for action in ACTION.values()}


def fields_of(action: Action) -> dict[str, Field]:
    """Return the documented fields by name, under either generation's key."""
    return _FIELDS[action.name]


def _about_details(event: Event, action: Action | None) -> Iterator[Finding]:
    if action is None:
        if event.details_key is None:
            yield Finding("missing-field", "action_details", "error", "The event has no action_details.")
        return
    if event.details_key not in (action.details_key, *action.other_keys):
        message = f"{action.name} carries its details under {action.details_key}, which is missing."
        yield Finding("missing-field", f"action_details.{action.details_key}", "error", message)
        return
    fields, root = fields_of(action), details_path(event)
    yield from _missing(event, action, root)
    for name in event.details:
        if name not in fields:
            yield _unknown(f"{root}{name}", action.details_key, tuple(fields))
    if action.family == "transaction" and EARLIER_NAMES.keys() & event.details.keys():
        message = "The buyer's keys begin with lead_, as in the later edition; the 2020 edition has buyer_."
        yield Finding("later-key-names", root.removesuffix("."), "info", message)


def _missing(event: Event, action: Action, root: str) -> Iterator[Finding]:
    missing = [
        field.name
        for field in action.required
        if field.name not in event.details and LATER_NAMES.get(field.name) not in event.details
    ]
    if len(missing) > _SINGLY:
        message = f"{action.name} is documented with {_some(missing)} more fields than came."
        yield Finding("missing-field", f"{root}{missing[0]}", "warn", message)
        return
    for name in missing:
        yield Finding("missing-field", f"{root}{name}", "warn", f"{action.name} is documented with {name}.")


def details_path(event: Event) -> str:
    """Return what stands before a detail's name in its path."""
    if event.surface == "ipn":
        return ""
    bare = event.details_key in event.details and len(event.details) == 1
    return "action_details." if bare else f"action_details.{event.details_key}."
