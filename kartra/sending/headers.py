"""Request headers that may be sent: no line can be smuggled in, and framing stays ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from privacy import MASK

Pairs = tuple[tuple[str, str], ...]

LARGEST = 16_384
"""Characters of all headers together; common servers refuse more."""

OURS = frozenset({
    "host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade",
    "expect", "proxy-authorization", "proxy-connection", "proxy-authenticate",
})  # fmt: skip
"""They frame a message or belong to one connection: what is sent anew has its own."""

_OF_THE_JOURNEY = frozenset({
    "via", "forwarded", "accept-encoding", "x-real-ip",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
})  # fmt: skip

_OF_THE_BODY = frozenset({"content-type", "content-language", "content-encoding", "accept", "user-agent"})

MARKS = "x-funnelscope-"
"""What we add to trace a request; it is new with every sending."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class BadHeader:
    """A header that can not be sent, and why."""

    reason: str


def sendable(pairs: Iterable[tuple[str, str]]) -> Pairs | BadHeader:
    """The headers, when each may be sent; otherwise the first that may not."""
    kept = tuple((name, value.strip(" \t")) for name, value in pairs)
    for name, value in kept:
        if not _TOKEN.fullmatch(name):
            return BadHeader(f"{name!r} is no header name.")
        if name.lower() in OURS:
            return BadHeader(f"{name} is set from the body and the address; it can not be given.")
        if not _VALUE.fullmatch(value):
            return BadHeader(f"The value of {name} holds a line break, a control or a non-Latin character.")
    if sum(len(name) + len(value) + 4 for name, value in kept) > LARGEST:
        return BadHeader(f"The headers are longer than {LARGEST} characters.")
    return kept


def repeatable(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Of a delivery's headers those of the message itself; not those of its journey, nor what was masked."""
    return tuple(
        (name, value)
        for name, value in pairs
        if not name.lower().startswith(MARKS)
        and name.lower() not in OURS | _OF_THE_JOURNEY
        and MASK not in value
        and _TOKEN.fullmatch(name)
        and _VALUE.fullmatch(value)
    )


def without_secrets(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Those that say what the body is: the rest was meant for the first place alone, not for another."""
    return tuple(
        (name, value)
        for name, value in pairs
        if name.lower() in _OF_THE_BODY or name.lower().startswith(MARKS)
    )
