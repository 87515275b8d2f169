"""Compressed input: gzip, zlib, bzip2, xz and zip, up to a bound, and partly when it was cut."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.trail import Trail

_GZIP: Final = zlib.MAX_WBITS | 16
_FORMATS: Final[tuple[tuple[str, bytes, Callable[[], Any]], ...]] = (
    ("gzip", b"\x1f\x8b", lambda: zlib.decompressobj(_GZIP)),
    ("bzip2", b"BZh", bz2.BZ2Decompressor),
    ("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=limits.UNPACKED)),
    ("zlib", b"\x78\x9c", zlib.decompressobj),
    ("zlib", b"\x78\xda", zlib.decompressobj),
    ("zlib", b"\x78\x01", zlib.decompressobj),
)
_BROKEN: Final = (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError)


def unpacked(data: bytes, trail: Trail) -> list[bytes]:
    """Return the data without compression, each member of an archive by itself."""
    for _ in range(limits.LAYERS):
        if data.startswith(b"PK\x03\x04"):
            return [inner for member in _members(data, trail) for inner in unpacked(member, trail)]
        inner = _decompressed(data, trail)
        if inner is None:
            return [data]
        data = inner
    trail.problem("packed-too-deep", "error", f"It is packed more than {limits.LAYERS} times.")
    return [data]


def _decompressed(data: bytes, trail: Trail) -> bytes | None:
    for name, magic, decompressor in _FORMATS:
        if data.startswith(magic):
            inner = _streams(data, decompressor, trail, name)
            if inner is not None:
                trail.step(name)
            return inner
    return None


def _streams(data: bytes, decompressor: Callable[[], Any], trail: Trail, name: str) -> bytes | None:
    """Unpack one stream after another, as gzip files may be joined."""
    parts: list[bytes] = []
    rest = data
    while rest:
        stream = decompressor()
        room = trail.budget.unpacked
        try:
            part = stream.decompress(rest, room + 1)
        except _BROKEN:
            if not parts:
                return None
            break
        parts.append(part[:room])
        trail.budget.unpacked -= len(part)
        if len(part) > room:
            trail.once("too-large", f"Only the first {limits.UNPACKED >> 20} MB of what is packed were read.")
            break
        if not stream.eof:
            trail.once("truncated", f"The {name} data ends too early; what could be unpacked was read.")
            break
        rest = stream.unused_data.lstrip(b"\0")
    return b"".join(parts)


def _members(data: bytes, trail: Trail) -> list[bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [info for info in archive.infolist() if _is_file(info)]
    except (zipfile.BadZipFile, *_BROKEN):
        trail.once("truncated", "The zip archive is damaged or cut: its list of files can not be read.")
        return []
    if len(names) > limits.MEMBERS:
        trail.once("too-many-files", f"Only the first {limits.MEMBERS} of {len(names)} files were read.")
    members = []
    for info in names[: limits.MEMBERS]:
        trail.step(f"zip:{info.filename[:80]}")
        members.append(_member(archive, info, trail))
    return members


def _is_file(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not info.filename.startswith("__MACOSX/")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, trail: Trail) -> bytes:
    room = trail.budget.unpacked
    try:
        with archive.open(info) as file:
            data = file.read(room + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, *_BROKEN):
        trail.problem("unreadable-file", "error", f"{info.filename[:80]} in the archive can not be unpacked.")
        return b""
    trail.budget.unpacked -= len(data)
    if len(data) > room:
        trail.once("too-large", f"Only the first {limits.UNPACKED >> 20} MB of what is packed were read.")
    return data[:room]
