"""What a request's headers say, read once for all requests that repeat them."""

from __future__ import annotations

import hmac
import secrets
from typing import Final, NamedTuple

import msgspec

from faces.heads import HEAD_LIMIT
from privacy import redacted_headers

_SENDERS_KEYS: Final = ("idempotency-key", "x-idempotency-key", "webhook-id", "svix-id")
"""Headers by which a sender says whether two requests are the same one."""
_PROXYS_KEY: Final = "x-request-id"
"""A proxy's number: the same number means the same request, but sending again may get a new one."""
_REMEMBERED: Final = 1024
_REMEMBERED_SIZE: Final = 4096
"""Characters; larger heads are read each time."""
_MARKING: Final = secrets.token_bytes(32)
"""Of this process alone: with a lasting one, card numbers could be tried out against what is kept."""

Headers = tuple[tuple[str, str], ...]


class SentHeaders(NamedTuple):
    """Headers as they are kept."""

    text: str
    content_type: str
    idempotency_key: str | None
    key_decides: bool


_known: dict[Headers, SentHeaders] = {}


def sent_headers(headers: Headers) -> SentHeaders | None:
    """What they say, redacted; none when they are larger than HEAD_LIMIT."""
    return _known.get(headers) or _read(headers)


def _read(headers: Headers) -> SentHeaders | None:
    size = sum(len(name) + len(value) for name, value in headers)
    if size > HEAD_LIMIT:
        return None
    kept = redacted_headers(headers)
    first, came = dict(reversed(kept)), dict(reversed(headers))
    senders = next((name for name in _SENDERS_KEYS if first.get(name)), None)
    key = _told_apart(first.get(senders or _PROXYS_KEY), came.get(senders or _PROXYS_KEY))
    text = msgspec.json.encode(kept).decode()
    found = SentHeaders(text, first.get("content-type", ""), key, senders is not None)
    if size <= _REMEMBERED_SIZE:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        _known[headers] = found
    return found


def _told_apart(shown: str | None, came: str | None) -> str | None:
    """The key as it is kept; where a part was hidden, with a mark that no other key has."""
    if shown is None or came is None or shown == came:
        return shown
    return f"{shown} {hmac.digest(_MARKING, came.encode(), 'sha256').hex()[:32]}"
