"""From bytes to texts: unpacked, then decoded."""

from __future__ import annotations

from kartra.reading.decoding import decoded
from kartra.reading.notations.http_message import binary_body
from kartra.reading.place import Text
from kartra.reading.trail import Trail
from kartra.reading.unpacking import unpacked


def texts(data: bytes, trail: Trail) -> list[Text]:
    """Return the texts that these bytes hold; several when they are an archive."""
    return [
        Text(decoded(part, trail), file=inner.name)
        for inner in unpacked(data, trail)
        for part in _bodies(inner.data, trail)
    ]


def _bodies(data: bytes, trail: Trail) -> list[bytes]:
    """The body of a raw request that was compressed, which is no text as it stands."""
    body = binary_body(data)
    inner = [one.data for one in unpacked(body, trail)] if body else []
    if not body or inner == [body]:
        return [data]
    trail.step("http")
    return inner
