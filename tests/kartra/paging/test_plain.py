"""What is packed is unpacked to the disk, as far as it is whole, and what is not is said with its place."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest
import zstandard

from kartra.paging import Plain, is_packed, members

TEXT = b"\n".join(b'{"action":"assign_tag","n":%d}' % n for n in range(40_000))


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def unpacked(folder: Path, data: bytes, limit: int = 1 << 30, member: str = "") -> tuple[Plain, bytes]:
    source = folder / "packed"
    source.write_bytes(data)
    plain = Plain(source, folder / "plain", limit, member)
    assert all(0 <= share <= 1 for share in plain.build())
    return plain, plain.target.read_bytes() if plain.target.exists() else b""


@pytest.mark.parametrize(
    ("data", "steps"),
    [
        (gzip.compress(TEXT), ["gzip"]),
        (gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:]) + b"\0" * 50, ["gzip"]),
        (bz2.compress(TEXT), ["bzip2"]),
        (lzma.compress(TEXT), ["xz"]),
        (zstandard.compress(TEXT[:5000]) + zstandard.compress(TEXT[5000:]), ["zstd"]),
        (zipped(events=TEXT, readme=b"hello"), ["zip:events"]),
        (zipped(events=gzip.compress(TEXT)), ["zip:events", "gzip"]),
        (TEXT.decode().encode("utf-16"), ["utf-16"]),
    ],
)
def test_every_packing_gives_what_was_packed(tmp_path: Path, data: bytes, steps: list[str]) -> None:
    assert is_packed(data[:8])
    plain, text = unpacked(tmp_path, data)
    assert (text, plain.steps, plain.trouble, plain.size) == (TEXT, steps, "", len(TEXT))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["packed", "plain"]


def test_another_file_of_an_archive_is_unpacked_when_it_is_named(tmp_path: Path) -> None:
    data = zipped(**{"events": TEXT, "readme": b"hello", "__MACOSX/x": TEXT * 2})
    plain, text = unpacked(tmp_path, data, member="readme")
    assert members(tmp_path / "packed") == ["events", "readme"]
    assert (text, plain.steps) == (b"hello", ["zip:readme"])


@pytest.mark.parametrize("packed", [gzip.compress(TEXT), zstandard.compress(TEXT), bz2.compress(TEXT)])
def test_what_was_cut_is_kept_as_far_as_it_goes(tmp_path: Path, packed: bytes) -> None:
    plain, text = unpacked(tmp_path, packed[: len(packed) * 2 // 3])
    assert TEXT.startswith(text)
    assert "ends too early" in plain.trouble


def test_a_damaged_place_is_named(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-6] ^= 0xFF  # the checksum
    plain, text = unpacked(tmp_path, bytes(packed))
    assert TEXT.startswith(text)
    assert len(TEXT) - len(text) < 1 << 16
    assert f"damaged between bytes 0 and {len(packed):,}" in plain.trouble


def test_an_archive_that_was_cut_is_said_to_be(tmp_path: Path) -> None:
    plain, text = unpacked(tmp_path, zipped(events=TEXT)[:-30])
    assert text == b""
    assert "list of files can not be read" in plain.trouble


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress, bz2.compress, lzma.compress])
def test_a_bomb_ends_at_the_limit(tmp_path: Path, packed) -> None:  # type: ignore[no-untyped-def]
    plain, text = unpacked(tmp_path, packed(b"\0" * 50_000_000), limit=3_000_000)
    assert len(text) == plain.size == 3_000_000
    assert "Only the first 3.0 MB" in plain.trouble
