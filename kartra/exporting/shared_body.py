"""A body as it may be shared: by what the reader finds in it, and hidden whole where nobody can be sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kartra.event import Event
from kartra.events import ACTIONS
from kartra.glance import glance
from kartra.inspecting.as_json import NOT_JSON, as_json
from kartra.ipn_fields import IPN_KEYS
from kartra.lead_fields import CUSTOM_FIELD_FIELDS, LEAD_FIELDS, OPTION_FIELDS
from kartra.reading import read
from privacy.markup import is_markup, is_multipart
from privacy.people import People, personal_values
from privacy.pseudonyms import Pseudonyms
from store.inbox import Whole

HIDDEN: Final = {
    "body not understood": "(hidden: not understood)",
    "body that is no text": "(hidden: no text)",
    "body shown by its events": "(hidden: how the events were wrapped)",
}
"""What is said of a body that is not shown as it came, to what stands in its place."""
_ENVELOPE = ("lead", "action", "action_details", "events", "data", "payload", "body", "id")
VOCABULARY: Final = frozenset(
    {
        *_ENVELOPE,
        *IPN_KEYS,
        *(field.name for field in (*LEAD_FIELDS, *CUSTOM_FIELD_FIELDS, *OPTION_FIELDS)),
        *(word for one in ACTIONS for word in (one.name, one.details_key, *one.other_keys)),
        *(field.name for one in ACTIONS for field in one.fields),
    }
)
"""What Kartra's own fields and actions are called."""
_FORM = re.compile(r"[\w.\[\]%\-+]{1,80}=[^&\s<>\"]*(?:&[\w.\[\]%\-+]{1,80}=[^&\s<>\"]*)*&?\s*")
_TWICE_ENCODED = re.compile(r"%(?:25)+[2-7][0-9A-Fa-f]")
"""Percent-encoding inside percent-encoding: what it says can not be replaced where it stands."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A body as far as it can be read."""

    body: bytes
    value: Any
    """The body as JSON; NOT_JSON when it is none."""
    text: str | None
    """The body as text; none when it is no UTF-8."""
    events: tuple[Event, ...]
    """Empty for an ordinary event, which its JSON tells whole."""

    def introduce(self, people: People) -> None:
        """Tell whom the body is about."""
        people.add_all(_parts(self.events))
        if self.value is not NOT_JSON:
            people.add_all(self.value)
        elif self.text is not None:
            people.add_text(self.text)


def opened(whole: Whole) -> Opened:
    """The delivery's body, read."""
    body = whole.body
    value = as_json(body)
    events = () if not body or glance(body) is not None else read(body).events
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = None
    return Opened(body, value, text, events)


def shared_body(found: Opened, people: People, names: Pseudonyms) -> bytes:
    """The body with people replaced; its events alone, or a word, where that can not be done surely."""
    shown = _in_place(found, people, names)
    if shown is not None and _is_sure(shown, found, names):
        return shown
    if found.events:
        parts = names.json([_written(event) for event in found.events], people)
        return msgspec.json.encode({"hidden": HIDDEN["body shown by its events"], "events": parts})
    kind = "body that is no text" if found.text is None else "body not understood"
    return HIDDEN[kind].encode()


def _in_place(found: Opened, people: People, names: Pseudonyms) -> bytes | None:
    if found.value is not NOT_JSON:
        return msgspec.json.encode(names.json(found.value, people))
    text = found.text
    if text is None or _TWICE_ENCODED.search(text):
        return None
    known = not text.strip() or is_markup(text) or is_multipart(text) or _FORM.fullmatch(text.strip())
    return names.text(text, people).encode() if found.events or known else None


def _is_sure(shown: bytes, found: Opened, names: Pseudonyms) -> bool:
    """Whether reading what is shown again finds the same events, and nobody in them."""
    if not found.events:
        return True
    again = read(shown).events
    values = personal_values(_parts(again))
    return _told(again) == _told(found.events) and all(names.is_token(value) for _, value in values)


def _told(events: Iterable[Event]) -> list[tuple[str, str | None, str | None]]:
    return [(one.surface, one.action, one.details_key) for one in events]


def _parts(events: Iterable[Event]) -> list[Any]:
    return [part for one in events for part in ({"lead": one.lead}, one.details, one.extras)]


def _written(event: Event) -> dict[str, Any]:
    """The event as Kartra would have sent it, as JSON."""
    if event.surface == "ipn":
        return {**event.details, **event.extras}
    details = {event.details_key: event.details} if event.details_key else {}
    return {"lead": event.lead, "action": event.action, "action_details": details, **event.extras}
