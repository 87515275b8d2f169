"""From bytes to text: byte order marks, UTF-8, UTF-16 and UTF-32 without a mark, Windows-1252."""

from __future__ import annotations

import codecs
from typing import Final

from kartra.reading.trail import Trail

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-bom"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_SAMPLE: Final = 4096
_DAMAGED: Final = 0.3
"""Share of bytes that are control characters above which the input is taken for no text at all."""


def decoded(data: bytes, trail: Trail) -> str:
    """Return the data as text; every byte becomes some character, and what was done is a step."""
    for mark, encoding, step in _MARKS:
        if data.startswith(mark):
            trail.step(step)
            return _lenient(data[len(mark) :], encoding, trail)
    if wide := _wide(data):
        trail.step(wide)
        return _lenient(data, wide, trail)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, trail)
    trail.step("utf-8")
    return text


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 by where the zero bytes of plain letters stand."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    zeros = [sample[n::4].count(0) / max(1, len(sample[n::4])) for n in range(4)]
    if min(zeros[1:]) > 0.7 and zeros[0] < 0.3:
        return "utf-32-le"
    if min(zeros[:3]) > 0.7 and zeros[3] < 0.3:
        return "utf-32-be"
    if min(zeros[1], zeros[3]) > 0.5 and max(zeros[0], zeros[2]) < 0.3:
        return "utf-16-le"
    if min(zeros[0], zeros[2]) > 0.5 and max(zeros[1], zeros[3]) < 0.3:
        return "utf-16-be"
    return None


def _lenient(data: bytes, encoding: str, trail: Trail) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace").replace("\ufffd" * 3, "\ufffd")
        _report(data, error, f"The input is {encoding}, but not throughout: the rest was replaced.", trail)
        return text


def _not_utf8(data: bytes, error: UnicodeDecodeError, trail: Trail) -> str:
    if error.reason == "unexpected end of data":
        trail.step("utf-8")
        _report(data, error, "The input ends inside a character.", trail)
        return data[: error.start].decode("utf-8")
    if data.decode("utf-8", "replace").count("\ufffd") * 4 < sum(byte > 0xC1 for byte in data):
        trail.step("utf-8")
        _report(data, error, "Some bytes are not UTF-8 and were replaced.", trail)
        return data.decode("utf-8", "replace")
    trail.step("windows-1252")
    _report(data, error, "The input is not UTF-8; it was read as Windows-1252.", trail)
    return data.decode("windows-1252", "replace") if _printable(data) else data.decode("latin-1")


def _printable(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) < len(sample) * _DAMAGED


def _report(data: bytes, error: UnicodeDecodeError, message: str, trail: Trail) -> None:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before) - before.rfind(b"\n")
    trail.problem_at("not-utf-8", "warn", message, line, column)
