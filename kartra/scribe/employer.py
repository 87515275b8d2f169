"""Sending for a scribe when a crowd comes, and home again once it has nothing to do."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL

from kartra.assistant import reachable
from kartra.scribe.connection import Connection

IDLE_SECONDS = 60.0
"""How long the scribe may have nothing to do before it is sent home."""
RETRY_SECONDS = 10.0
"""How long after one has failed no other is sent for."""
_END_SECONDS = 10.0
_ROOT = Path(__file__).parents[2]


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
            self._process = process = await asyncio.to_thread(self._started)
            await self._kept_busy()
            if await asyncio.to_thread(process.wait):
                self._not_before = time.monotonic() + RETRY_SECONDS
        except OSError:
            self._not_before = time.monotonic() + RETRY_SECONDS
        finally:
            self._connection = self._process = self._employing = None

    def _started(self) -> subprocess.Popen[bytes]:
        self._ours, theirs = socket.socketpair()
        with theirs:
            return subprocess.Popen(
                [sys.executable, "-m", "kartra.scribe"],
                cwd=_ROOT,
                # In the environment, not in the arguments: the URL may hold a password.
                env={**os.environ, "DATABASE_URL": reachable(self._url)},
                stdin=theirs.fileno(),
            )

    async def _kept_busy(self) -> None:
        self._connection = connection = Connection(self._something_waits)
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(lambda: connection, sock=self._ours)
        while not connection.ended.done():
            await asyncio.wait((connection.ended,), timeout=IDLE_SECONDS)
            if connection.idle_seconds >= IDLE_SECONDS:
                connection.close()

    def close(self) -> None:
        """Send it home and wait until it has gone; from any thread, also the loop's own."""
        process, ours = self._process, self._ours
        if process is None or ours is None:
            return
        with contextlib.suppress(OSError):
            ours.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_END_SECONDS)
