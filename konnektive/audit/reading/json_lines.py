"""JSON lines: one recorded request a line, with its answer; or a server's log."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from konnektive.audit.parameters import Pair
from konnektive.audit.reading.collected import Collected, elapsed_of, moment_of
from konnektive.audit.reading.headers import header_pairs
from konnektive.audit.reading.json_log import logged_request
from konnektive.audit.reading.request import Request


class Line(msgspec.Struct):
    """A line's fields, each of any type: what is wrong is told field by field."""

    url: Any = None
    time: Any = None
    elapsed_ms: Any = None
    method: Any = "POST"
    headers: Any = None
    body: Any = None
    status: Any = None
    response: msgspec.Raw = msgspec.Raw(b"")


_LINE = msgspec.json.Decoder(Line)


def read_lines(lines: Iterable[bytes], collected: Collected) -> None:
    """Take every line; blank ones are passed over, broken ones named."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if number == 1:
            text = text.removeprefix(b"\xef\xbb\xbf")
        if text and text not in (b"[", b"]"):
            read_line(text.removesuffix(b","), f"line {number}", collected)


def read_line(text: bytes, place: str, collected: Collected) -> None:
    """Take one record."""
    try:
        line = _decoded(text)
    except (ValueError, RecursionError) as wrong:
        reason = str(wrong) if text.startswith(b"{") else "not a JSON object"
        collected.miss(place, "", reason)
        return
    if line.url is None and (logged := logged_request(text)):
        collected.take(logged)
        return
    if not isinstance(line.url, str) or not line.url.strip():
        collected.miss(place, "url", "missing" if line.url is None else "not text")
        return
    collected.take(_request(line, place, collected))


def _decoded(text: bytes) -> Line:
    """The line; a second, lenient reading takes control characters and halves of characters."""
    try:
        return _LINE.decode(text)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        value = json.loads(text.decode("utf-8", "replace"), strict=False)
        return _LINE.decode(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _request(line: Line, place: str, collected: Collected) -> Request:
    sent_at = moment_of(line.time)
    if sent_at is None and line.time is not None:
        collected.miss(place, "time", f"{str(line.time)[:40]!r} is no time; the order of the file is kept")
    headers = header_pairs(line.headers)
    body = _json_text(line.body, headers)
    return Request(
        url=line.url,
        method=line.method.upper() if isinstance(line.method, str) else "POST",
        headers=headers,
        body=body,
        fields=None if body else _fields(line.body),
        sent_at=sent_at,
        elapsed_ms=elapsed_of(line.elapsed_ms),
        answer=_answer(bytes(line.response)),
        status=line.status if isinstance(line.status, int) and line.status > 0 else None,
    )


def _json_text(body: Any, headers: list[Pair]) -> str:
    if isinstance(body, str):
        return body
    sent_as_json = any(name.lower() == "content-type" and "json" in value for name, value in headers)
    return msgspec.json.encode(body).decode() if body and sent_as_json else ""


def _fields(body: Any) -> list[Pair] | None:
    """A body that the recorder took apart already."""
    if isinstance(body, dict):
        return [(str(name), str(value)) for name, value in body.items() if value is not None]
    return None


def _answer(raw: bytes) -> bytes:
    """The answer's own text: decoded JSON stays as it is, text is unwrapped."""
    if raw.startswith(b'"'):
        try:
            return msgspec.json.decode(raw, type=str).encode("utf-8", "surrogatepass")
        except (msgspec.DecodeError, UnicodeError):
            return b""
    return b"" if raw == b"null" else raw
