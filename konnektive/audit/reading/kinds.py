"""What kind of recording some bytes are, and reading them as that."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from konnektive.audit.reading.access_log import LINE, read_log
from konnektive.audit.reading.collected import Collected
from konnektive.audit.reading.curl import COMMAND, read_commands
from konnektive.audit.reading.har import read_entry, read_har
from konnektive.audit.reading.json_lines import read_line, read_lines
from konnektive.audit.reading.json_stream import Broken, Stream
from konnektive.audit.reading.mistaken import mistaken
from konnektive.audit.reading.request import writable
from konnektive.audit.recording import Recording

HEAD = 1 << 16
_HAR = re.compile(r'"(?:log|entries)"\s*:\s*[{\[]')
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_file(path: str | Path, *, keep_answers: bool = False) -> Recording:
    """The recording in a file; OSError where the file can not be opened."""
    with Path(path).open("rb") as source:
        return read(source, str(path), keep_answers=keep_answers)


def read(source: BinaryIO | bytes, file: str = "", *, keep_answers: bool = False) -> Recording:
    """The recording in these bytes, whatever they are: a reading never fails, it tells what it missed."""
    held = io.BytesIO(source) if isinstance(source, bytes) else source
    if not held.seekable():
        held = io.BytesIO(held.read())
    collected = Collected(keep_answers=keep_answers)
    plain = _unpacked(held)
    try:
        kind = _read(plain, collected)
    except (EOFError, gzip.BadGzipFile, zlib.error) as wrong:
        collected.miss("", "gzip", f"the packed file breaks off: {wrong}")
        kind = "HAR" if collected.entries else ""
    return collected.recording(writable(file), kind)


def _unpacked(source: BinaryIO) -> BinaryIO:
    packed = source.read(2) == b"\x1f\x8b"
    source.seek(0)
    return gzip.GzipFile(fileobj=source) if packed else source  # type: ignore[return-value]


def _read(source: BinaryIO, collected: Collected) -> str:
    head = source.read(HEAD)
    source.seek(0)
    encoding = _MARKS.get(head[:2], "utf-8-sig")
    text = head.decode(encoding, "replace").lstrip()
    if not text.strip():
        collected.miss("", "", "the file is empty")
        return ""
    if other := mistaken(text):
        collected.miss("", "", other)
        return ""
    if text[0] in "{[":
        return _read_json(source, text, encoding, collected)
    if COMMAND.search(text):
        read_commands(source.read().decode(encoding, "replace"), collected)
        return "cURL commands"
    if LINE.search(text):
        read_log(io.TextIOWrapper(source, encoding, "replace"), collected)
        return "access log"
    if any(line.lstrip().startswith("{") for line in text.splitlines()[:100]):
        read_lines(_lines(source, encoding), collected)
        return "JSON lines" if collected.entries else ""
    collected.miss(
        "", "", f"neither HAR, JSON lines, cURL commands nor an access log: it starts {text[:40]!r}"
    )
    return ""


def _read_json(source: BinaryIO, text: str, encoding: str, collected: Collected) -> str:
    if text[0] == "{" and not _has_lines(text) and _HAR.search(text):
        if read_har(source, collected, encoding):
            return "HAR"
        collected.miss("", "log.entries", "the archive has no entries")
        return ""
    if text[0] == "[" or not _has_lines(text):
        _read_values(Stream(source, encoding), collected)
        return "JSON lines" if collected.entries else ""
    read_lines(_lines(source, encoding), collected)
    return "JSON lines" if collected.entries else ""


def _has_lines(text: str) -> bool:
    """Whether one of the first lines is a JSON object by itself, and no archive."""
    for line in text.splitlines()[:20]:
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        if isinstance(value, dict):
            return "log" not in value and "entries" not in value
    return False


def _lines(source: BinaryIO, encoding: str) -> Iterator[bytes]:
    if encoding == "utf-16":
        return iter(source.read().decode(encoding, "replace").encode().splitlines())
    return iter(source)


def _read_values(stream: Stream, collected: Collected) -> None:
    """Records or archive entries in an array, or one after the other."""
    stream.passed("[")
    number = 0
    while stream.next() not in ("", "]"):
        number += 1
        try:
            value = stream.value()
        except Broken as wrong:
            collected.miss(f"record {number}", "", f"not JSON: {wrong}; what follows is not read")
            return
        if isinstance(value, dict) and isinstance(value.get("request"), dict):
            read_entry(value, number, collected)
        else:
            read_line(json.dumps(value).encode(), f"record {number}", collected)
