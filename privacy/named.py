"""Personal values by the quoted name before them, in text that may be cut, damaged or escaped."""

from __future__ import annotations

import re

import msgspec

from privacy.personal import personal_kind
from privacy.recognised import Replace

_NAMED = re.compile(
    r"""(?<![A-Za-z0-9])(?P<head>(?P<name>[A-Za-z_][\w.\-]{1,60}+)
    (?P<quote>\\{0,8}(?:["']|&quot;|&\#3[49];|%22))\]?\s{0,9}(?:=>|[:=])\s{0,9})
    (?:(?P=quote)(?P<value>.{1,300}?)(?:(?P=quote)|\Z)|(?P<number>\+?\d{4,20})(?!\w))""",
    re.VERBOSE | re.DOTALL,
)


def without_named_values(text: str, replace: Replace) -> str:
    """The text with what stands after a quoted personal name replaced: `"phone": "..."`."""

    def seen(found: re.Match[str]) -> str:
        kind, value = personal_kind(found["name"]), found["value"] or found["number"]
        if kind is None or not value.strip():
            return found.group()
        shown = replace(kind, _unescaped(value))
        quote = found["quote"] if found["value"] else ""
        return f"{found['head']}{quote}{shown}{quote}"

    return _NAMED.sub(seen, text)


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    try:
        return msgspec.json.decode(f'"{value}"', type=str)
    except (msgspec.MsgspecError, UnicodeError):
        return value
