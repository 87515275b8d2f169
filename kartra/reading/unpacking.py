"""Compressed input: gzip, zlib, bzip2, xz, zstd, brotli and zip, up to a bound, in part when it was cut."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from kartra.reading import limits
from kartra.reading.packed import BROKEN, Packing, packing, unbrotlied
from kartra.reading.trail import Trail


class Unpacked(NamedTuple):
    """Data without compression, and the name it has in an archive."""

    data: bytes
    name: str = ""


def unpacked(data: bytes, trail: Trail, name: str = "") -> list[Unpacked]:
    """Return the data without compression, each member of an archive by itself."""
    for _ in range(limits.LAYERS):
        if data.startswith(b"PK\x03\x04"):
            return [inner for one in _members(data, trail) for inner in unpacked(one.data, trail, one.name)]
        inner = _decompressed(data, trail)
        if inner is None:
            return [Unpacked(data, name)]
        data = inner
    trail.problem("packed-too-deep", "error", f"It is packed more than {limits.LAYERS} times.")
    return [Unpacked(data, name)]


def _decompressed(data: bytes, trail: Trail) -> bytes | None:
    found = packing(data)
    inner = _streams(data, found, trail) if found else _unbrotlied(data, trail)
    if inner is not None:
        trail.step(found.name if found else "brotli")
    return inner


def _unbrotlied(data: bytes, trail: Trail) -> bytes | None:
    """Brotli has no mark: what is text already, or does not become text by it, is not packed so."""
    if data.isascii() or not _is_binary(data):
        return None
    inner = unbrotlied(data, trail.budget.unpacked)
    if not inner:
        return None
    trail.budget.unpacked -= len(inner)
    return inner


def _is_binary(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _streams(data: bytes, found: Packing, trail: Trail) -> bytes | None:
    """Unpack one stream after another, as gzip files may be joined; None when it is not packed so at all."""
    parts: list[bytes] = []
    rest = data
    while rest:
        stream = found.stream()
        try:
            for part in found.unpacked(stream, rest):
                parts.append(part[: trail.budget.unpacked])
                trail.budget.unpacked -= len(part)
                if trail.budget.unpacked < 0:
                    most = limits.UNPACKED >> 20
                    trail.once("too-large", f"Only the first {most} MB of what is packed were read.")
                    return b"".join(parts)
        except BROKEN:
            if not any(parts):
                return None
            message = f"The {found.name} data is damaged; what could be unpacked before was read."
            trail.once("truncated", message)
            break
        if not stream.eof:
            trail.once("truncated", f"The {found.name} data ends too early; what could be unpacked was read.")
            break
        rest = stream.unused_data.lstrip(b"\0")
    return b"".join(parts)


def _members(data: bytes, trail: Trail) -> list[Unpacked]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [info for info in archive.infolist() if _is_file(info)]
    except (zipfile.BadZipFile, *BROKEN):
        trail.once("truncated", "The zip archive is damaged or cut: its list of files can not be read.")
        return []
    if len(names) > limits.MEMBERS:
        trail.once("too-many-files", f"Only the first {limits.MEMBERS} of {len(names)} files were read.")
    members = []
    for info in names[: limits.MEMBERS]:
        trail.step(f"zip:{info.filename[:80]}")
        members.append(Unpacked(_member(archive, info, trail), info.filename[:80]))
    return members


def _is_file(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not info.filename.startswith("__MACOSX/")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, trail: Trail) -> bytes:
    room = trail.budget.unpacked
    try:
        with archive.open(info) as file:
            data = file.read(room + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, *BROKEN):
        trail.problem("unreadable-file", "error", f"{info.filename[:80]} in the archive can not be unpacked.")
        return b""
    trail.budget.unpacked -= len(data)
    if len(data) > room:
        trail.once("too-large", f"Only the first {limits.UNPACKED >> 20} MB of what is packed were read.")
    return data[:room]
