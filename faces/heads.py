"""How uvicorn reads request heads here: an upgrade that nobody offers is ignored, and the body stays.

uvicorn ends HTTP at every `Upgrade` and loses what follows the head; Java's HttpClient offers `h2c` unasked.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

from httptools import HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_made: Callable[..., None] = HttpToolsProtocol.__init__
_is_websocket: Callable[[Any], bool] = HttpToolsProtocol._should_upgrade
_NO_TUNNEL = "CONNECT is not served: there is no tunnel here."


class Parser(HttpRequestParser):
    """A parser that gives way to websockets and takes everything else for HTTP."""

    def __init__(self, protocol: Any) -> None:
        super().__init__(protocol)
        if hasattr(self, "set_dangerous_leniencies"):
            # As uvicorn has it: the first of several requests is answered even if the second is none.
            self.set_dangerous_leniencies(lenient_data_after_close=True)
        self._protocol = protocol

    def feed_data(self, data: bytes | bytearray | memoryview | array[int]) -> None:
        """Read on; raises HttpParserUpgrade for a websocket alone."""
        rest: Any = data
        while rest:
            try:
                super().feed_data(rest)
                return
            except HttpParserUpgrade as upgrade:
                if self.get_method() == b"CONNECT":
                    self._protocol.send_400_response(_NO_TUNNEL)
                    return
                if _is_websocket(self._protocol):
                    raise
                rest = memoryview(rest)[upgrade.args[0] :]
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Read the head again without its `Upgrade`, for the body that follows (RFC 9110, 7.8)."""
        protocol = self._protocol
        came = protocol.headers
        head = [b"%s %s HTTP/%s\r\n" % (self.get_method(), protocol.url, self.get_http_version().encode())]
        head += [b"%s: %s\r\n" % header for header in came if header[0] != b"upgrade"]
        super().feed_data(b"".join(head) + b"\r\n")
        # The request shows what came.
        protocol.headers[:] = came


def read_heads() -> None:
    """Have every connection that uvicorn accepts from now on in this process read so."""
    HttpToolsProtocol.__init__ = _make  # type: ignore[method-assign, assignment]
    # Asked at any upgrade whether to start no request yet: the parser says the rest.
    HttpToolsProtocol._should_upgrade = _waits  # type: ignore[method-assign, assignment]


def _make(protocol: Any, *arguments: Any, **named: Any) -> None:
    _made(protocol, *arguments, **named)
    protocol.parser = Parser(protocol)


def _waits(protocol: HttpToolsProtocol) -> bool:
    return True
