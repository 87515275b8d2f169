"""How uvicorn reads request heads here: bounded in size and time, and no body lost to an offered upgrade.

uvicorn ends HTTP at every `Upgrade` and loses what follows the head; Java's HttpClient offers `h2c` unasked.
"""

from __future__ import annotations

from array import array
from asyncio import TimerHandle
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from httptools import HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from faces.message import json_answer
from faces.server import Mount

HEAD_LIMIT = 64 << 10
"""Bytes of a head that comes in several pieces; above it 431, counted. One piece is 256 KiB at most."""
HEAD_SECONDS = 30.0
_LAST_WORDS_SECONDS = 5.0
"""How long a refused sender may go on sending, so that it hears the reason instead of a broken connection."""
_made: Callable[..., None] = HttpToolsProtocol.__init__
_is_websocket: Callable[[Any], bool] = HttpToolsProtocol._should_upgrade
_NO_TUNNEL = "CONNECT is not served: there is no tunnel here."
_mounts: list[Mount] = []


class Parser(HttpRequestParser):
    """A parser that gives way to websockets and takes everything else for HTTP."""

    def __init__(self, protocol: Any) -> None:
        super().__init__(protocol)
        if hasattr(self, "set_dangerous_leniencies"):
            # As uvicorn has it: the first of several requests is answered even if the second is none.
            self.set_dangerous_leniencies(lenient_data_after_close=True)
        self._protocol = protocol
        self._unfinished: object = None
        """The scope of the head that has come in part."""
        self._size = 0
        self._deadline: TimerHandle | None = protocol.loop.call_later(HEAD_SECONDS, self._give_up)
        self._refused = False

    def feed_data(self, data: bytes | bytearray | memoryview | array[int]) -> None:
        """Read on; raises HttpParserUpgrade for a websocket alone."""
        rest: Any = data
        while rest and not self._refused:
            try:
                super().feed_data(rest)
                break
            except HttpParserUpgrade as upgrade:
                if self.get_method() == b"CONNECT":
                    self._protocol.send_400_response(_NO_TUNNEL)
                    return
                if _is_websocket(self._protocol):
                    self._stop_waiting()
                    raise
                rest = memoryview(rest)[upgrade.args[0] :]
            self._begin_anew()
        scope = self._protocol.scope
        if scope is not None and "method" not in scope:
            self._wait(scope, len(data))
        else:
            self._stop_waiting()

    def _wait(self, scope: object, size: int) -> None:
        """For the rest of a head, as long as it is worth it."""
        if scope is self._unfinished:
            self._size += size
            if self._size > HEAD_LIMIT:
                self._refuse(431, f"The head is larger than {HEAD_LIMIT} bytes.")
        else:
            self._unfinished, self._size = scope, 0
            self._stop_waiting()
            self._deadline = self._protocol.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        transport = self._protocol.transport
        if transport is None or transport.is_closing():
            return
        if self._unfinished is None:
            # It never said anything: browsers open connections ahead of need.
            transport.close()
        else:
            self._refuse(408, f"The head did not arrive within {HEAD_SECONDS:g} s.")

    def _refuse(self, status: int, reason: str) -> None:
        """Say why, read nothing more, and close."""
        if self._refused:
            return
        self._refused = True
        protocol = self._protocol
        path = unquote(protocol.url.partition(b"?")[0].decode("latin-1"))
        for mount in _mounts:
            if mount.claims(path):
                mount.refused(path, status)
                break
        if protocol.cycle and not protocol.cycle.response_complete:
            # An earlier request is still to be answered: this one's answer would be taken for that one's.
            protocol.cycle.keep_alive = False
            return
        protocol.transport.write(_refusal(status, reason))
        if protocol.transport.can_write_eof():
            protocol.loop.call_soon(protocol.transport.write_eof)
        protocol.loop.call_later(_LAST_WORDS_SECONDS, protocol.transport.close)

    def _begin_anew(self) -> None:
        """Read the head again without its `Upgrade`, for the body that follows (RFC 9110, 7.8)."""
        protocol = self._protocol
        came = protocol.headers
        head = [b"%s %s HTTP/%s\r\n" % (self.get_method(), protocol.url, self.get_http_version().encode())]
        head += [b"%s: %s\r\n" % header for header in came if header[0] != b"upgrade"]
        super().feed_data(b"".join(head) + b"\r\n")
        # The request shows what came.
        protocol.headers[:] = came


def _refusal(status: int, reason: str) -> bytes:
    body = json_answer({"error": reason}).body
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body


def read_heads(mounts: Sequence[Mount] = ()) -> None:
    """Have every connection that uvicorn accepts from now on read so; the mounts hear of their refusals."""
    _mounts[:] = mounts
    HttpToolsProtocol.__init__ = _make  # type: ignore[method-assign, assignment]
    # Asked at any upgrade whether to start no request yet: the parser says the rest.
    HttpToolsProtocol._should_upgrade = _waits  # type: ignore[method-assign, assignment]


def _make(protocol: Any, *arguments: Any, **named: Any) -> None:
    _made(protocol, *arguments, **named)
    protocol.parser = Parser(protocol)


def _waits(protocol: HttpToolsProtocol) -> bool:
    return True
