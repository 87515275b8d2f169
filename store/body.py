"""A body made ready to be kept: packed and hashed, by whoever has the time for it."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from store.packing import packed

_HASHED = 2_000
"""Bytes hashed at once: from 2,048 on hashlib lets other threads run, and a busy one keeps it waiting."""


class Body(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A body as it will lie on the disk."""

    packed: bytes
    size: int
    """Bytes before packing."""
    digest: int
    """64 bits of a hash of the content, signed."""

    @classmethod
    def of(cls, body: bytes) -> Body:
        """The body made ready."""
        return cls(packed(body), len(body), digest(body))


def digest(content: bytes) -> int:
    """64 bits of the content's BLAKE2b, as a signed number."""
    hashed = blake2b(content[:_HASHED], digest_size=8)
    for at in range(_HASHED, len(content), _HASHED):
        hashed.update(content[at : at + _HASHED])
    return int.from_bytes(hashed.digest(), "big", signed=True)
