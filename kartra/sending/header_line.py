"""A header as somebody types it: `Name: value`."""

from __future__ import annotations

from collections.abc import Iterable

from kartra.sending.headers import BadHeader, Pairs, sendable


def typed_headers(lines: Iterable[str]) -> Pairs | BadHeader:
    """The headers, when each line is one that may be sent; otherwise the first that is not."""
    pairs = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            return BadHeader(f"{line.strip()!r} is no header; expected Name: value.")
        pairs.append((name.strip(), value.strip()))
    return sendable(pairs)
