"""The connection to a scribe: arrivals go out, and each is done once its receipt has come."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import cast

from kartra.scribe.letters import Receipts, letter
from store import Arrival

WAITING = 20_000
"""Arrivals that may wait for their receipts."""


class Gone(Exception):
    """The scribe has ended without saying whether it kept the arrival."""


class Connection(asyncio.Protocol):
    """One scribe from its first receipt to its end, on the event loop that it was made on."""

    def __init__(self, something_waits: Callable[[bool], None]) -> None:
        self._something_waits = something_waits
        """Called when arrivals may have been kept that nobody has read, with whether more are coming."""
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._is_ready = False
        self._receipts = Receipts()
        self._unsent: list[Arrival] = []
        self._unkept: deque[asyncio.Future[None]] = deque()
        self._since = time.monotonic()
        self.ended = self._loop.create_future()

    @property
    def takes(self) -> bool:
        """Whether arrivals of the running loop may be given to it now."""
        return self._is_ready and self.behind < WAITING and self._loop is asyncio.get_running_loop()

    @property
    def behind(self) -> int:
        """How many arrivals have no receipt yet."""
        return len(self._unkept)

    @property
    def idle_seconds(self) -> float:
        """For how long there has been nothing to keep."""
        return 0.0 if self._unkept or not self._is_ready else time.monotonic() - self._since

    @property
    def silent_seconds(self) -> float:
        """For how long it has owed a receipt and given none, its first one included."""
        return time.monotonic() - self._since if self._unkept or not self._is_ready else 0.0

    def keep(self, arrival: Arrival) -> asyncio.Future[None]:
        """Have the arrival kept: done once it is on the disk, Gone when nobody can say."""
        if not self._unkept:
            self._since = time.monotonic()
        if not self._unsent:
            # What comes within one turn of the loop goes as one piece.
            self._loop.call_soon(self._send)
        self._unsent.append(arrival)
        self._unkept.append(future := self._loop.create_future())
        return future

    def _send(self) -> None:
        arrivals, self._unsent = self._unsent, []
        if self._transport is None:
            return
        try:
            self._transport.write(letter(arrivals))
        except ValueError:
            # Text that is no Unicode can not be sent: these arrivals are kept by whoever takes them over.
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ours; the scribe itself says when it is ready."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Receipts have come."""
        self._is_ready = True
        self._since = time.monotonic()
        kept, waiting = self._receipts.told(data)
        for _ in range(kept):
            future = self._unkept.popleft()
            if not future.done():
                future.set_result(None)
        if waiting:
            self._something_waits(True)

    def close(self) -> None:
        """Send the scribe home."""
        self._is_ready = False
        if self._transport:
            self._transport.close()

    def connection_lost(self, _: Exception | None) -> None:
        """It has ended, by itself or because it was told to."""
        self._is_ready, self._transport = False, None
        for future in self._unkept:
            if not future.done():
                future.set_exception(Gone())
        self._unkept.clear()
        self._something_waits(False)
        if not self.ended.done():
            self.ended.set_result(None)
