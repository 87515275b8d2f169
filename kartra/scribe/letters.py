"""What the receiver and its scribe write each other: arrivals one way, how many were kept the other."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import msgspec

from store import Arrival

_SIZE = struct.Struct("<I")
_RECEIPT = struct.Struct("<II")
_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(list[Arrival]).decode


def letter(arrivals: Sequence[Arrival]) -> bytes:
    """The arrivals in one piece."""
    content = _encoded(arrivals)
    return _SIZE.pack(len(content)) + content


def receipt(kept: int, waiting: int) -> bytes:
    """Says that so many more arrivals are on the disk, and how many of these wait to be read."""
    return _RECEIPT.pack(kept, waiting)


class Letters:
    """Arrivals out of bytes that come in any portions."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def add(self, portion: bytes) -> None:
        """Take what has come."""
        self._rest += portion

    def arrivals(self) -> list[Arrival]:
        """All that have come whole, in their order; taken once."""
        found: list[Arrival] = []
        at = 0
        with memoryview(self._rest) as view:
            for start, end in self._bounds():
                found += _decoded(view[start:end])
                at = end
        del self._rest[:at]
        return found

    def _bounds(self) -> Iterator[tuple[int, int]]:
        at = 0
        while len(self._rest) >= at + _SIZE.size:
            start = at + _SIZE.size
            at = start + _SIZE.unpack_from(self._rest, at)[0]
            if at > len(self._rest):
                return
            yield start, at


class Receipts:
    """Receipts out of bytes that come in any portions."""

    def __init__(self) -> None:
        self._rest = b""

    def told(self, portion: bytes) -> tuple[int, int]:
        """How many more were kept, and how many of these wait to be read."""
        whole = (self._rest + portion)[: (len(self._rest) + len(portion)) // _RECEIPT.size * _RECEIPT.size]
        self._rest = (self._rest + portion)[len(whole) :]
        told = list(_RECEIPT.iter_unpack(whole))
        return sum(kept for kept, _ in told), sum(waiting for _, waiting in told)
