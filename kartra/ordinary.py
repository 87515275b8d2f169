"""The short way for ordinary events: a typed check that nothing about one is worth a closer look.

What is refused here is read the careful way; what is accepted is the same event, many times sooner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

import msgspec
import re2
from msgspec import UNSET
from msgspec.structs import asdict

from kartra.documented import envelope, fits, keys_of
from kartra.event import Event
from kartra.events import ACTIONS
from kartra.findings.contradictions import warnings
from kartra.lead_fields import (
    CUSTOM_FIELD_FIELDS,
    GDPR_COMMUNICATIONS_LIKELY,
    GDPR_STATUS,
    LEAD_FIELDS,
    OPTION_FIELDS,
)
from kartra.transaction import Transaction
from kartra.transaction_fields import LATER_NAMES

_MARKS: Final = (
    r"(?i:\"[-+.\d]*\de[-+]?\d+\"|\{\{|\$\{|%[a-z_]{2}|<%|\{[a-z_.]|\[email|\*\*|\.\.\.|\?\?|0000-00-00"
    r"|@kartra\.com|<\s*[a-z])|[…ÃÂ\x{FFFD}]|â€"
)
_DECIMAL: Final = r'"[-+]?\d*\.\d*"'
_WHOLE: Final = sorted(
    {
        name
        for fields in (
            LEAD_FIELDS,
            CUSTOM_FIELD_FIELDS,
            OPTION_FIELDS,
            *(action.fields for action in ACTIONS),
        )
        for field in fields
        if field.type == "integer"
        for name in (field.name, LATER_NAMES.get(field.name, field.name))
    }
)
_SUSPICIOUS: Final = re2.compile(rf'{_MARKS}|"(?:{"|".join(_WHOLE)})"\s*:\s*"[^"]*\.'.encode())
"""Whatever might be a placeholder, a mask, damage, markup or a test: wider than the findings are; and text
with a decimal point where a whole number is documented."""
_REMARKABLE: Final = re2.compile(f"{_MARKS}|{_DECIMAL}".encode())
"""A shorter question: nearly every event about no money has none of these, nor any number as such text."""
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", re.ASCII)
_CONSENTS: Final = (
    ("gdpr_lead_status", frozenset({"", *GDPR_STATUS})),
    ("gdpr_lead_communications", frozenset({"", *GDPR_COMMUNICATIONS_LIKELY})),
)
_DATES: Final = tuple(field.name for field in LEAD_FIELDS if field.type == "datetime")
_untyped = msgspec.json.Decoder().decode


class Glance(NamedTuple):
    """An ordinary event as far as the check went."""

    action: str
    lead: Any
    """The lead by its documented types; a field that was not sent is UNSET."""
    key: str
    """The key under `action_details`."""
    details: Mapping[str, Any]
    """What stands under that key, as it came; a bare value under its own key."""


class Money(NamedTuple):
    """An event about money, and its transaction."""

    event: Event
    transaction: Transaction


def glance(body: bytes) -> Glance | None:
    """What the body tells, when nothing in it is odd; None when it takes a closer look."""
    try:
        told = envelope(body)
        if not fits(told.action, told.action_details):
            return None
        details = _untyped(told.action_details)
        if not _is_plain(body, told.lead, details):
            return None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    key, inner = next(iter(details.items()))
    return Glance(told.action, told.lead, key, inner if type(inner) is dict else details)


def ordinary(body: bytes) -> Event | None:
    """The event that the body is, with what is not mere information among its findings; else None."""
    seen = glance(body)
    if seen is None:
        return None
    event = Event(seen.action, "outbound", True, 1, _untyped(body)["lead"], seen.key, seen.details)
    if seen.key != "transaction_details":
        return event
    money = about_money(event)
    return money.event if money else None


def ordinary_money(seen: Glance) -> Money | None:
    """The same for a glance at money, with the transaction; the lead's fields are read by their types."""
    lead = {name: value for name, value in asdict(seen.lead).items() if value is not UNSET}
    return about_money(Event(seen.action, "outbound", True, 1, lead, seen.key, seen.details))


def about_money(event: Event) -> Money | None:
    """The event with its transaction; None when that takes a closer look."""
    date = event.details.get("transaction_date")
    transaction = Transaction.of(event)
    if transaction is None or transaction.findings or not (date and _DATE.fullmatch(date)):
        return None
    found = tuple(warnings(event))
    return Money(replace(event, findings=found) if found else event, transaction)


def _is_plain(body: bytes, lead: Any, details: Mapping[str, Any]) -> bool:
    """Whether the text has no trait and the values no sense that a type can not rule out."""
    plain = body
    if b"\\" in body:
        if b'\\"' in body:
            return False
        plain = msgspec.json.encode(_untyped(body)) if b"\\u" in body else body
    # More keys in the text than in the values: one was given twice.
    if body.count(b'":') != 3 + keys_of(lead) + _keys(details):
        return False
    if _REMARKABLE.search(plain) is not None and _SUSPICIOUS.search(plain) is not None:
        return False
    return _valued(lead)


def _valued(lead: Any) -> bool:
    """Whether what a type can not say holds too: dates, the lead's id, the two consents."""
    number = lead.id
    if type(number) is str and number and not (number.isascii() and number.isdigit()):
        return False
    if not all(not (date := getattr(lead, name)) or _DATE.fullmatch(date) for name in _DATES):
        return False
    for name, allowed in _CONSENTS:
        told = getattr(lead, name)
        if told is not None and told is not UNSET and str(told) not in allowed:
            return False
    return True


def _keys(value: Any) -> int:
    """How many keys there are, at any depth."""
    if type(value) is dict:
        return len(value) + sum(_keys(item) for item in value.values() if type(item) in (dict, list))
    return sum(map(_keys, value)) if type(value) is list else 0
