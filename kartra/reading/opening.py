"""From bytes to texts: unpacked, then decoded."""

from __future__ import annotations

from kartra.reading.decoding import decoded
from kartra.reading.place import Text
from kartra.reading.trail import Trail
from kartra.reading.unpacking import unpacked


def texts(data: bytes, trail: Trail) -> list[Text]:
    """Return the texts that these bytes hold; several when they are an archive."""
    return [Text(decoded(inner, trail)) for inner in unpacked(data, trail)]
