"""Packed bodies read as if they were not, in raw HTTP and HAR too; damage keeps what came before it."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from kartra.reading import read
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made, same

EVENT = made("buy_product")
BODY = compact(EVENT).encode()
Pack = Callable[[bytes], bytes]
PACKINGS: dict[str, Pack] = {
    "gzip": gzip.compress, "zlib": zlib.compress, "bzip2": bz2.compress, "zstd": zstandard.compress,
    "brotli": brotli.compress, "xz": lambda data: lzma.compress(data, preset=9),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKINGS)
def test_a_packed_body_reads_alone_in_raw_http_and_in_har(name: str) -> None:
    packed = PACKINGS[name](BODY)
    head = (
        f"POST /hook HTTP/1.1\r\nContent-Encoding: {name}\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    )
    posted = {"mimeType": "application/json", "encoding": "base64", "text": base64.b64encode(packed).decode()}
    har = {"log": {"entries": [{"request": {"method": "POST", "postData": posted}}]}}
    for data in (packed, head + packed, json.dumps(har).encode()):
        reading = read(data)
        assert name in reading.steps
        assert not reading.problems
        [event] = reading.events
        assert same(event, EVENT)


def test_damage_keeps_what_came_before_it() -> None:
    data = b"\n".join(compact(made("assign_tag", n)).encode() for n in range(400))
    packed = bytearray(gzip.compress(data))
    packed[-6] ^= 0xFF  # the checksum
    reading = read(bytes(packed))
    assert len(reading.events) > 300
    assert any("damaged" in problem.message for problem in reading.problems)


def test_text_in_another_encoding_is_not_taken_for_brotli() -> None:
    reading = read("{'name': 'Müller'}".encode("latin-1"))
    assert "brotli" not in reading.steps


@pytest.mark.parametrize("name", PACKINGS)
def test_a_bomb_ends_at_the_limit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartra.reading.trail.Budget.__init__.__defaults__", (1 << 20, 1 << 20, 1 << 20))
    reading = read(PACKINGS[name](b"\0" * 30_000_000))
    assert not reading.events
    assert reading.problems


def test_a_file_of_an_archive_without_an_event_is_told_as_what_it_is() -> None:
    export = "Transaction ID,Transaction date,Product,Amount\n1,2024-01-05,Course A,49.00\n"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("a.json", BODY)
        writing.writestr("transactions.csv", export)
        writing.writestr("b.json", BODY)
    reading = read(archive.getvalue())
    assert len(reading.events) == 2
    [told] = [one for one in reading.problems if "transactions.csv" in one.message]
    assert told.severity == "info"
    [alone] = read(export.encode()).problems
    assert told.code == alone.code
