"""A glance at a body: a typed check that nothing about its event is worth a closer look."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import msgspec
import re2
from msgspec import UNSET
from msgspec.structs import astuple

from kartra.documented import documented, envelope, keys_of_details, keys_of_lead
from kartra.events import ACTIONS
from kartra.lead_fields import (
    CUSTOM_FIELD_FIELDS,
    GDPR_COMMUNICATIONS_LIKELY,
    GDPR_STATUS,
    LEAD_FIELDS,
    OPTION_FIELDS,
)
from kartra.transaction_fields import LATER_NAMES

_MARKS: Final = (
    r"(?i:\"[-+.\d]*\de[-+]?\d+\"|\{\{|\$\{|%[a-z_]{2}|<%|\{[a-z_.]|\[email|\*\*|\.\.\.|\?\?|0000-00-00"
    r"|@kartra\.com|<\s*[a-z]|redacted|x{4}@|\"null\")|\"\s*[\[{%$<]|[…ÃÂ\x{FFFD}]|â€"
)
"""Whatever might be a placeholder, a mask, damage, markup or a test: wider than the findings are."""
_NUMERIC: Final = r'"[-+]?\d*\.\d*"|"(?:[-+]?0[\d.]|-0|\+)'
"""Text that is a number otherwise than JSON would write it."""
_WHOLE: Final = sorted(
    {
        name
        for fields in (LEAD_FIELDS, CUSTOM_FIELD_FIELDS, OPTION_FIELDS, *(one.fields for one in ACTIONS))
        for field in fields
        if field.type == "integer"
        for name in (field.name, LATER_NAMES.get(field.name, field.name))
    }
)
_ODD_NUMBER: Final = (
    rf'"(?:{"|".join(_WHOLE)})"\s*:\s*"(?:[^"]*\.|[-+]?0\d|\+|-0)'
    r'|"transaction_[a-z_]+"\s*:\s*"?(?:[-+]?\d*\.\d{3}|\+)'
)
"""A whole number with a point or a leading zero, an amount with fractions of a cent."""
_REMARKABLE: Final = re2.compile(f"{_MARKS}|{_NUMERIC}".encode())
"""Nearly every event about no money has none of these."""
_SUSPICIOUS: Final = re2.compile(f"{_MARKS}|{_ODD_NUMBER}".encode())
DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", re.ASCII)
_CONSENTS: Final = (
    ("gdpr_lead_status", frozenset({"", *GDPR_STATUS})),
    ("gdpr_lead_communications", frozenset({"", *GDPR_COMMUNICATIONS_LIKELY})),
)
_DATES: Final = tuple(field.name for field in LEAD_FIELDS if field.type == "datetime")
_untyped = msgspec.json.Decoder().decode


class Glance(NamedTuple):
    """An ordinary event as far as the check went; a field that was not sent is UNSET."""

    action: str
    lead: Any
    """The lead by its documented types."""
    key: str
    """The key under `action_details`."""
    details: Any
    """What stands under that key, by its documented types: a struct, or a number by itself."""


def glance(body: bytes) -> Glance | None:
    """What the body tells, when nothing in it is odd; None when it takes a closer look."""
    try:
        told = envelope(body)
        details = documented(told.action, told.action_details)
        if details is None or not _is_plain(body, told.lead, details):
            return None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return Glance(told.action, told.lead, details.__struct_fields__[0], astuple(details)[0])


def _is_plain(body: bytes, lead: Any, details: Any) -> bool:
    """Whether the text has no trait and the values no sense that a type can not rule out."""
    plain = body
    if b"\\" in body:
        if b'\\"' in body:
            return False
        plain = msgspec.json.encode(_untyped(body)) if b"\\u" in body else body
    # More keys in the text than in the values: one was given twice.
    if body.count(b'":') != 3 + keys_of_lead(lead) + keys_of_details(details):
        return False
    if _REMARKABLE.search(plain) is not None and _SUSPICIOUS.search(plain) is not None:
        return False
    return _is_sensible(lead)


def _is_sensible(lead: Any) -> bool:
    """Whether what a type can not say holds too: dates, the lead's id, the two consents."""
    number = lead.id
    if type(number) is str and number and not (number.isascii() and number.isdigit()):
        return False
    for name in _DATES:
        date = getattr(lead, name)
        if date and not DATE.fullmatch(date):
            return False
    for name, allowed in _CONSENTS:
        told = getattr(lead, name)
        if told is not None and told is not UNSET and str(told) not in allowed:
            return False
    return True
