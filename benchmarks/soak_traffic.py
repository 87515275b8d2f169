"""The soak's traffic: nine good events in ten, and every kind of bad one among the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_JSON = b"content-type: application/json\r\n"


@dataclass(slots=True)
class Connection:
    """A kept-alive connection that is made anew after the server closed it."""

    host: str
    port: int
    bodies: Sequence[bytes]
    _reader: asyncio.StreamReader | None = field(init=False, default=None)
    _writer: asyncio.StreamWriter | None = field(init=False, default=None)

    async def send(self, number: int) -> str:
        """Send the event of that number, good or bad; the status of the answer, or what came instead."""
        request = self._request(number)
        try:
            if number % 997 == 0:
                return await self._given_up(request)
            return str(await self._exchange(request))
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return "closed"

    async def get(self, path: str) -> int:
        """Read something."""
        return await self._exchange(f"GET {path} HTTP/1.1\r\nhost: {self.host}\r\n\r\n".encode())

    def close(self) -> None:
        """Let go of the connection."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None

    def _request(self, number: int) -> bytes:
        body = self.bodies[number % len(self.bodies)]
        place = f"/in/kartra?n={number}"
        match number % 40:
            case 1:
                return self._post(place, body[: len(body) // 2])
            case 2:
                return self._post(place, b"")
            case 3:
                return self._post(place, bytes(range(256)) * 4, b"content-type: image/png\r\n")
            case 4 if number % 400 == 4:
                return self._post(place, b"x" * ((1 << 20) + 1))
            case 5 if number % 200 == 5:
                return self._post(f"/in/no-such-bin?n={number}", body)
            case 6:
                return f"GET {place}&order=5 HTTP/1.1\r\nhost: {self.host}\r\n\r\n".encode()
            case 7:
                chunk = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
                return self._head("POST", place) + _JSON + b"transfer-encoding: chunked\r\n\r\n" + chunk
            case 8:
                form = b"transaction_type=sale&transaction_id=%d&lead_email=a%%40b.c" % number
                return self._post(place, form, b"content-type: application/x-www-form-urlencoded\r\n")
        return self._post(place, body)

    def _head(self, method: str, place: str) -> bytes:
        return f"{method} {place} HTTP/1.1\r\nhost: {self.host}\r\n".encode()

    def _post(self, place: str, body: bytes, kind: bytes = _JSON) -> bytes:
        return self._head("POST", place) + kind + b"content-length: %d\r\n\r\n" % len(body) + body

    async def _given_up(self, request: bytes) -> str:
        """Half a request, then nothing: the sender is gone."""
        _, writer = await self._connected()
        writer.write(request[: len(request) * 2 // 3])
        await writer.drain()
        self.close()
        return "given up"

    async def _exchange(self, request: bytes) -> int:
        reader, writer = await self._connected()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        lowered = head.lower()
        if (at := lowered.find(b"content-length:")) >= 0:
            await reader.readexactly(int(lowered[at + 15 :].partition(b"\r\n")[0]))
        if b"connection: close" in lowered:
            self.close()
        return int(head[9:12])

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port, limit=1 << 22)
        return self._reader, self._writer


@dataclass(frozen=True, slots=True)
class Traffic:
    """Where it goes and what it is made of."""

    url: str
    bodies: Sequence[bytes]

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection, closed at the end."""
        place = urlsplit(self.url)
        connection = Connection(place.hostname or "127.0.0.1", place.port or 80, self.bodies)
        try:
            yield connection
        finally:
            connection.close()
