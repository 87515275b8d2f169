"""Raw HTTP: requests as a proxy or a log shows them, one or several, also chunked and compressed."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text

_START: Final = re.compile(
    r"^(?:(?:POST|PUT|PATCH|GET|DELETE)\s+\S+(?:\s+HTTP/[\d.]+)?|HTTP/[\d.]+ \d{3}[^\n]*)[ \t]*\r?\n",
    re.MULTILINE,
)
_HEADERS: Final = re.compile(r"(?:[ \t>*]{0,20}:?[A-Za-z][\w-]{1,60}:[ \t]?[^\n]*\n)+")
_BARE: Final = re.compile(r"\A\s*(?:[A-Za-z][\w-]{1,60}:[ \t][^\n{]*\n){2,60}[ \t\r]*\n+(?=\S)")
_HEADER: Final = re.compile(r"([A-Za-z][\w-]*):[ \t]*([^\r\n]*)")
_CHUNK: Final = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]*\r?\n")


def messages(text: Text) -> list[Document] | None:
    """Read the bodies of the messages in the text."""
    starts = list(_START.finditer(text.content))
    if not starts:
        bare = _BARE.match(text.content)
        return [_body(text, bare.group(), bare.end(), len(text.content))] if bare else None
    if text.content[: starts[0].start()].count("\n") > 20:
        return None
    ends = [start.start() for start in starts[1:]] + [len(text.content)]
    return [_message(text, start.end(), end) for start, end in zip(starts, ends, strict=True)]


def _message(text: Text, start: int, end: int) -> Document:
    headers = _HEADERS.match(text.content, start, end)
    after = headers.end() if headers else start
    return _body(text, headers.group() if headers else "", after, end)


def _body(text: Text, head: str, start: int, end: int) -> Document:
    headers = {name.lower(): value.strip().lower() for name, value in _HEADER.findall(head)}
    while start < end and text.content[start] in "\r\n":
        start += 1
    raw = text.content[start:end]
    if "chunked" in headers.get("transfer-encoding", ""):
        whole = unchunked(raw.encode("utf-8", "surrogatepass"))
        if whole is not None:
            return Document(whole, text, start, steps=("http-chunked",))
    return Document(text.part(start, end), text, start)


def unchunked(data: bytes) -> bytes | None:
    """Return the body that the chunks make, as far as they come; None when these are no chunks."""
    parts, at = [], 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if size == 0:
            break
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(parts) if parts else None


_BYTES_START: Final = re.compile(rb"\s*(?:POST|PUT|PATCH|GET)\s+\S+\s+HTTP/[\d.]+\r?\n")


def binary_body(data: bytes) -> bytes | None:
    """Return the body of a raw request whose body is no text; None when this is no such thing."""
    if not _BYTES_START.match(data):
        return None
    head, _, body = data.replace(b"\r\n\r\n", b"\n\n", 1).partition(b"\n\n")
    chunked = re.search(rb"(?im)^transfer-encoding:\s*chunked", head)
    return (unchunked(body) or body) if chunked else body
