"""What a request's headers say, read once for all requests that repeat them."""

from __future__ import annotations

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
    first = dict(reversed(kept))
    senders = next((first[name] for name in _SENDERS_KEYS if first.get(name)), None)
    text = msgspec.json.encode(kept).decode()
    found = SentHeaders(text, first.get("content-type", ""), senders or first.get(_PROXYS_KEY), bool(senders))
    if size <= _REMEMBERED_SIZE:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        _known[headers] = found
    return found
