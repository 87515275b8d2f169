"""Sending for a scribe when a crowd comes, and home again once it has nothing to do."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from sqlalchemy import URL

from kartra.beside import beside
from kartra.scribe.connection import Connection

IDLE_SECONDS = 60.0
"""How long the scribe may have nothing to do before it is sent home."""
SILENT_SECONDS = 10.0
"""How long it may owe a receipt before it counts as stuck; longer than it waits for somebody else's lock."""
RETRY_SECONDS = 10.0
"""How long after one has failed no other is sent for."""
_LOOK_SECONDS = 1.0
_END_SECONDS = 10.0


class Employer:
    """Has one scribe at most."""

    def __init__(self, url: URL, something_waits: Callable[[bool], None]) -> None:
        self._url = url
        self._something_waits = something_waits
        self._connection: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ours: socket.socket | None = None
        self._employing: asyncio.Task[None] | None = None
        self._not_before = 0.0

    @property
    def scribe(self) -> Connection | None:
        """The scribe, when it takes arrivals."""
        return self._connection if self._connection and self._connection.takes else None

    def send_for(self) -> None:
        """Have a scribe come, unless one is here or coming or has just failed."""
        # Windows lends a process no socket.
        if self._employing is None and sys.platform != "win32" and time.monotonic() >= self._not_before:
            self._employing = asyncio.get_running_loop().create_task(self._employ())

    async def _employ(self) -> None:
        """From its coming to its going."""
        try:
            ours, process = await asyncio.to_thread(self._started)
            self._process = process
            await self._kept_busy(ours, process)
            failed = await asyncio.to_thread(process.wait) != 0
        except OSError:
            failed = True
        finally:
            self._connection = self._process = self._employing = None
        if failed:
            self._not_before = time.monotonic() + RETRY_SECONDS

    def _started(self) -> tuple[socket.socket, subprocess.Popen[bytes]]:
        self._ours, theirs = socket.socketpair()
        with theirs:
            try:
                return self._ours, beside("kartra.scribe", self._url, theirs.fileno())
            except OSError:
                self._ours.close()
                raise

    async def _kept_busy(self, ours: socket.socket, process: subprocess.Popen[bytes]) -> None:
        self._connection = connection = Connection(self._something_waits)
        await asyncio.get_running_loop().create_unix_connection(lambda: connection, sock=ours)
        try:
            while not connection.ended.done():
                await asyncio.wait((connection.ended,), timeout=_LOOK_SECONDS)
                if connection.idle_seconds >= IDLE_SECONDS:
                    connection.close()
                if connection.silent_seconds >= SILENT_SECONDS:
                    process.kill()
        finally:
            connection.close()

    def close(self) -> None:
        """Send it home and wait until it has gone; from any thread, also the loop's own."""
        process, ours = self._process, self._ours
        if process is None or ours is None:
            return
        with contextlib.suppress(OSError):
            ours.shutdown(socket.SHUT_RDWR)
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
