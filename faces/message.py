"""A request as it came and an answer as it goes, apart from any server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec


class Request(msgspec.Struct, frozen=True, gc=False):
    """One HTTP request, whole: its body has been read and is within the face's limit."""

    method: str
    path: str
    """Decoded, without the query string."""
    query: str = ""
    """The query string as it came, still percent-encoded."""
    headers: tuple[tuple[str, str], ...] = ()
    """In the order they came, names in lower case."""
    body: bytes = b""
    remote: str = ""
    """The peer's address, as the socket has it."""
    local: str = "127.0.0.1"
    """The address this server was reached at."""
    scheme: str = "http"

    def header(self, name: str, default: str = "") -> str:
        """The first header of that name (lower case), or the default."""
        return next((value for key, value in self.headers if key == name), default)


class Answer(msgspec.Struct, frozen=True, gc=False):
    """What goes back. An empty body leaves in one write, so no peer waits for it."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {}
    delay: float = 0.0
    """Seconds to wait before anything is sent."""
    cut_after: int | None = None
    """Bytes of the body after which the connection is closed, to rehearse a broken network."""


Face = Callable[[Request], Awaitable[Answer]]


def json_answer(value: object, status: int = 200) -> Answer:
    """A JSON answer of any value that msgspec encodes."""
    return Answer(status, msgspec.json.encode(value), {"content-type": "application/json"})
