"""An answer's head and body in one write: half the system calls, and no peer waits for the second part.

Written apart, the body of a small answer waits for the peer's acknowledgement of the head, 44 ms on a kept
connection, wherever the event loop leaves Nagle's algorithm on; Streamlit's own socket is such a one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_connected: Callable[[Any, Any], None] = AutoHTTPProtocol.connection_made


class Joining:
    """A transport that sends what is written within one turn of the event loop as one piece."""

    __slots__ = ("_held", "_soon", "_transport", "is_closing")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._held: list[bytes] = []
        self._soon = asyncio.get_running_loop().call_soon
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Send it when the turn ends."""
        if not self._held:
            self._soon(self._send)
        self._held.append(data)

    def _send(self) -> None:
        held, self._held = self._held, []
        if held and not self.is_closing():
            self._transport.write(held[0] if len(held) == 1 else b"".join(held))

    def close(self) -> None:
        """Send what was written, then close."""
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def write_once() -> None:
    """Have every connection that uvicorn accepts from now on in this process write so.

    `streamlit run` has no place for a protocol of one's own, so uvicorn's own is told.
    """
    AutoHTTPProtocol.connection_made = _connect  # type: ignore[assignment, method-assign]


def _connect(protocol: Any, transport: Any) -> None:
    _connected(protocol, Joining(transport))
