"""A packed file without its packing, on the disk: in memory that stays small, and as far as it is whole."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from kartra.reading.packed import BROKEN, ZIP, Packing, packing

_BLOCK: Final = 1 << 18
_LAYERS: Final = 3
_WIDE: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Encodings in which no line ends in the one byte that ends it in others."""


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so has to be unpacked, or encoded anew, before its pieces can be told."""
    return head.startswith(ZIP) or packing(head) is not None or _encoding(head) is not None


def members(path: Path) -> list[str]:
    """The files of a zip archive, the largest first; none when it is no such thing or is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, *BROKEN):
        return []
    own = [one for one in found if not one.filename.startswith("__MACOSX/")]
    return [one.filename for one in sorted(own, key=lambda one: one.file_size, reverse=True)]


@dataclass(slots=True)
class Plain:
    """What a packed file holds, written to `target`."""

    source: Path
    target: Path
    limit: int
    """Bytes that may be written."""
    member: str = ""
    """Which file of an archive; the largest when none is named."""
    steps: list[str] = field(default_factory=list)
    size: int = 0
    trouble: str = ""
    """Where it was cut, or why it is not whole; empty when it is."""

    def build(self) -> Iterator[float]:
        """Unpack it, layer by layer; yields the share of the file that was read. OSError as when writing."""
        source = self.source
        for layer in range(_LAYERS + 1):
            with source.open("rb") as file:
                unpacked = self._unpacking(file, source)
                if unpacked is None or layer == _LAYERS:
                    return
                try:
                    yield from self._written(unpacked, file, source.stat().st_size)
                    self._next.replace(self.target)
                finally:
                    self._next.unlink(missing_ok=True)
            source = self.target

    @property
    def _next(self) -> Path:
        """Where a layer is written while the one around it is still read."""
        return self.target.with_suffix(".next")

    def _unpacking(self, file: BinaryIO, source: Path) -> Iterator[bytes] | None:
        """What the next layer gives; None when there is none."""
        head = file.read(8)
        file.seek(0)
        if head.startswith(ZIP):
            return self._of_archive(file, source)
        if found := packing(head):
            self.steps.append(found.name)
            return self._of_streams(file, found)
        if encoding := _encoding(head):
            self.steps.append(encoding)
            return _encoded_anew(file, encoding)
        return None

    def _written(self, unpacked: Iterator[bytes], file: BinaryIO, size: int) -> Iterator[float]:
        self.size = 0
        with self._next.open("wb") as out:
            for part in unpacked:
                room = self.limit - self.size
                out.write(part[:room])
                self.size += min(len(part), room)
                if len(part) > room:
                    self.trouble = (
                        f"Only the first {_mb(self.size)} were unpacked: there is no room for more."
                    )
                    return
                yield min(1.0, file.tell() / size) if size else 1.0

    def _of_streams(self, file: BinaryIO, found: Packing) -> Iterator[bytes]:
        stream, rest, whole = found.stream(), b"", True
        while data := rest or file.read(_BLOCK):
            try:
                yield from found.unpacked(stream, data)
            except BROKEN:
                end = file.tell()
                self._cut(f"The {found.name} data is damaged between bytes {end - len(data):,} and {end:,}")
                return
            whole, rest = stream.eof, stream.unused_data.lstrip(b"\0")
            if whole:
                stream = found.stream()
        if not whole:
            self._cut(f"The {found.name} data ends too early")

    def _of_archive(self, file: BinaryIO, source: Path) -> Iterator[bytes]:
        name = self.member or next(iter(members(source)), "")
        self.member = ""
        if not name:
            self.trouble = "The zip archive is damaged or cut: its list of files can not be read."
            return
        self.steps.append(f"zip:{name[:80]}")
        try:
            with zipfile.ZipFile(file) as archive, archive.open(name) as member:
                while part := member.read(_BLOCK):
                    yield part
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, *BROKEN):
            self._cut(f"{name[:80]} in the archive is damaged, or needs a password")

    def _cut(self, what: str) -> None:
        self.trouble = f"{what}; the {_mb(self.size)} that could be unpacked are shown."


_Decoder = Callable[[bytes, bool], str]


def _encoded_anew(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    decode: _Decoder = codecs.getincrementaldecoder(encoding)("replace").decode
    while block := file.read(_BLOCK):
        yield decode(block, False).encode()


def _encoding(head: bytes) -> str | None:
    return next((encoding for mark, encoding in _WIDE.items() if head.startswith(mark)), None)


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
