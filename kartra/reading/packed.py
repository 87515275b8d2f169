"""Packed data, told by its first bytes and unpacked a little at a time, whatever it grows to."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import brotli
import zstandard

_WINDOW: Final = 96 << 20
"""Bytes that unpacking may hold in memory: enough for xz -9 and zstd -22, not for zstd --long=31."""
_OUT: Final = 1 << 16
"""Bytes that are given out at a time."""
_ZSTD_IN: Final = 512
"""Bytes that zstd is given at a time: it knows no bound on what it gives out, and four may become 128 KB."""
BROKEN: Final = (zlib.error, OSError, EOFError, lzma.LZMAError, zstandard.ZstdError, ValueError)
"""What unpacking raises when the data is damaged."""


@dataclass(frozen=True, slots=True)
class Packing:
    """One way of packing."""

    name: str
    magic: bytes
    stream: Callable[[], Any]
    """A new object with `decompress`, `eof` and `unused_data`, for one stream of several in a row."""
    unpacked: Callable[[Any, bytes], Iterator[bytes]]
    """What such an object makes of the data, a little at a time."""


def _by_tail(stream: Any, data: bytes) -> Iterator[bytes]:
    while data and not stream.eof:
        yield stream.decompress(data, _OUT)
        data = stream.unconsumed_tail


def _by_need(stream: Any, data: bytes) -> Iterator[bytes]:
    yield stream.decompress(data, _OUT)
    while not (stream.eof or stream.needs_input):
        yield stream.decompress(b"", _OUT)


def _by_sips(stream: Any, data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _ZSTD_IN):
        yield stream.decompress(data[at : at + _ZSTD_IN])
        if stream.eof:
            stream.rest = data[at + _ZSTD_IN :]
            return


class _Zstd:
    """A stream of zstd as the others are."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self.rest = b""

    def decompress(self, data: bytes) -> bytes:
        return self._stream.decompress(data)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data + self.rest


PACKINGS: Final = (
    Packing("gzip", b"\x1f\x8b", lambda: zlib.decompressobj(zlib.MAX_WBITS | 16), _by_tail),
    Packing("bzip2", b"BZh", bz2.BZ2Decompressor, _by_need),
    Packing("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=_WINDOW), _by_need),
    *(
        Packing("zlib", magic, zlib.decompressobj, _by_tail)
        for magic in (b"\x78\x9c", b"\x78\xda", b"\x78\x01")
    ),
    Packing("zstd", b"\x28\xb5\x2f\xfd", _Zstd, _by_sips),
)
ZIP: Final = b"PK\x03\x04"


def unbrotlied(data: bytes, room: int) -> bytes | None:
    """The text that is packed by brotli, which has no mark to be told by; None when it is no such whole."""
    stream, parts = brotli.Decompressor(), []
    try:
        while not stream.is_finished():
            parts.append(stream.process(data, output_buffer_limit=_OUT))
            room, data = room - len(parts[-1]), b""
            if room < 0 or (stream.can_accept_more_data() and not stream.is_finished()):
                return None
        b"".join(parts).decode("utf-8")
    except (brotli.error, UnicodeDecodeError):
        return None
    return b"".join(parts)


def packing(head: bytes) -> Packing | None:
    """How the data is packed that begins so; None when it is not, or is an archive."""
    return next((one for one in PACKINGS if head.startswith(one.magic)), None)
