"""Pieces of text that base64 makes illegible, and what is in them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

PACKED = "(hidden: packed)"
_PIECE = re.compile(r"[A-Za-z0-9+/_\-]{12,}={0,2}")
_STANDARD = str.maketrans("-_", "+/")
_COMPRESSED = (b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"BZh", b"PK\x03\x04", b"\x28\xb5\x2f\xfd")


def without_packed(text: str, tells: Callable[[str], bool], hidden: str = PACKED) -> str:
    """The text with each piece of base64 hidden that tells something, or is compressed besides."""

    def seen(found: re.Match[str]) -> str:
        inner = _unpacked(found.group())
        if inner.startswith(_COMPRESSED) or tells(inner.decode("utf-8", "replace")):
            return hidden
        return found.group()

    return _PIECE.sub(seen, text)


def _unpacked(piece: str) -> bytes:
    bare = piece.rstrip("=").translate(_STANDARD)
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return b""
