"""Bodies as they lie on the disk: packed when that saves something, and the very same bytes when read."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

_PLAIN, _LZ4 = b"\0", b"\1"
_WORTH = 256
"""Bytes; smaller bodies are kept as they are."""
_LENGTH = 4


@cache
def _codec() -> Any:
    # LZ4 takes 3 microseconds for an event and halves it; what packs better takes as long as all the rest.
    import pyarrow

    return pyarrow.Codec("lz4_raw")


def packed(body: bytes) -> bytes:
    """The body for the disk; its first byte says how it is packed."""
    if len(body) >= _WORTH:
        smaller: bytes = _codec().compress(body, asbytes=True)
        if len(smaller) + _LENGTH < len(body):
            return _LZ4 + len(body).to_bytes(_LENGTH, "big") + smaller
    return _PLAIN + body


def unpacked(kept: bytes) -> bytes:
    """The body as it came."""
    if kept[:1] != _LZ4:
        return kept[1:]
    length = int.from_bytes(kept[1 : 1 + _LENGTH], "big")
    body: bytes = _codec().decompress(kept[1 + _LENGTH :], length, asbytes=True)
    return body


class Packed(TypeDecorator[bytes]):
    """A column of bodies: packed on the disk, whole in Python."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """For the disk."""
        return None if value is None else packed(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:
        """From the disk."""
        return None if value is None else unpacked(bytes(value))
