"""The bins as the receiver knows them: this process's changes hold at once, another's within a second."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.exc import DBAPIError

from store import Store
from store.bins import FIRST, Bin, Changes, bins

FRESH_SECONDS = 1.0
"""How long another process's change to a bin may go unnoticed."""
_RENEWED_SECONDS = FRESH_SECONDS / 2
"""From which age on the copy is renewed in the background: while requests keep coming, none waits for it."""


class BinDirectory:
    """A copy of the bins: the database is not asked per request, and nothing old is answered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bins: dict[str, Bin] = {}
        self._read_at = float("-inf")
        self._as_of: object = None
        self._renewing: asyncio.Task[None] | None = None
        # A thread of its own: the event loop's may be busy with long questions.
        self._thread = ThreadPoolExecutor(1, "bin-directory")

    async def named(self, name: str) -> Bin | None:
        """The bin of that name as it is set up now; one that is not known yet is looked for at once."""
        age = time.monotonic() - self._read_at
        if age > FRESH_SECONDS or name not in self._bins:
            await self._renewed()
        elif age > _RENEWED_SECONDS:
            self._begin()
        while self._as_of is not Changes.latest:
            await self._renewed()
        return self._bins.get(name)

    def known(self, name: str) -> Bin | None:
        """The bin of that name as it was when last looked at; nothing is waited for."""
        return self._bins.get(name)

    async def _renewed(self) -> None:
        # However many ask: one of them looks, and the others wait for it.
        await asyncio.shield(self._begin())

    def _begin(self) -> asyncio.Task[None]:
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())
        return self._renewing

    async def _renew(self) -> None:
        began, as_of = time.monotonic(), Changes.latest
        try:
            self._bins = await asyncio.get_running_loop().run_in_executor(self._thread, self._read)
        except DBAPIError:
            # What was known stays in force; before anything was, the bin of a new store.
            self._bins = self._bins or {FIRST: Bin(FIRST)}
        finally:
            self._read_at, self._as_of, self._renewing = began, as_of, None

    def _read(self) -> dict[str, Bin]:
        with self._store.reading() as connection:
            return bins(connection)
