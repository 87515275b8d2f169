"""One HTTP exchange over a connection that is already made: what is written, and how much is read."""

from __future__ import annotations

from asyncio import StreamReader, StreamWriter
from contextlib import suppress

import httptools

from kartra.sending.headers import Pairs
from kartra.sending.outgoing import Outgoing
from kartra.sending.target import Target

USER_AGENT = "Funnelscope"
"""Ours: what Kartra calls itself is not known."""
KEPT = 65_536
"""Bytes of an answer's body that are kept."""
READ = 1 << 20
"""Bytes of an answer that are read before the connection is closed."""


async def exchange(
    reader: StreamReader, writer: StreamWriter, target: Target, one: Outgoing
) -> tuple[int, Pairs, bytes]:
    """Send the request and read the answer: status, headers, beginning of the body."""
    writer.write(_head(target, one) + one.body)
    # A server may answer and close before it has read everything: its answer counts.
    with suppress(ConnectionError):
        await writer.drain()
    answer = _Answer(one.method)
    received = 0
    while not answer.complete and received < READ:
        chunk = await reader.read(65_536)
        if not chunk:
            break
        received += len(chunk)
        answer.feed(chunk)
    if answer.status < 200:
        raise ConnectionError("the connection was closed without an answer")
    return answer.status, tuple(answer.headers), bytes(answer.body)


def _head(target: Target, one: Outgoing) -> bytes:
    lines = [
        f"{one.method} {target.path} HTTP/1.1",
        f"host: {target.host_header}",
        *(f"{name}: {value}" for name, value in _with_defaults(one.headers)),
        f"content-length: {len(one.body)}",
        "connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _with_defaults(headers: Pairs) -> Pairs:
    given = {name.lower() for name, _ in headers}
    defaults = (("user-agent", USER_AGENT), ("accept", "*/*"))
    return (*headers, *(pair for pair in defaults if pair[0] not in given))


class _Answer:
    """An answer as it comes in."""

    def __init__(self, method: str) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.body = bytearray()
        self.complete = False
        self._to_head = method == "HEAD"
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.feed_data(chunk)
        except httptools.HttpParserUpgrade:
            self.complete = True
        except httptools.HttpParserError:
            # Bytes after a finished answer are no matter of ours.
            if not self.complete:
                raise

    def on_message_begin(self) -> None:
        if not self.complete:
            self.headers, self.body = [], bytearray()

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.complete:
            self.headers.append((name.decode("latin-1").lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        if not self.complete:
            self.status = self._parser.get_status_code()
            self.complete = self._to_head and self.status >= 200

    def on_body(self, part: bytes) -> None:
        if not self.complete and len(self.body) < KEPT:
            self.body += part[: KEPT - len(self.body)]

    def on_message_complete(self) -> None:
        # An interim answer (100, 103) is followed by the real one.
        self.complete = self.complete or self.status >= 200
