"""The bins as the receiver knows them: at most a second old, and never asked of the database per request."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy.exc import DBAPIError

from store import Store
from store.bins import Bin, bins

FRESH_SECONDS = 1.0
"""How long another process's change to a bin may go unnoticed."""


class BinDirectory:
    """A copy of the bins, renewed in the background once it has grown old."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bins: dict[str, Bin] | None = None
        self._read_at = 0.0
        self._renewing: asyncio.Task[None] | None = None

    async def named(self, name: str) -> Bin | None:
        """The bin of that name; one that is not known yet is looked for at once."""
        age = time.monotonic() - self._read_at
        found = (self._bins or {}).get(name)
        if found is None and age > 0.05:
            await self._renew()
            return (self._bins or {}).get(name)
        if age > FRESH_SECONDS and self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())
        return found

    async def _renew(self) -> None:
        self._read_at = time.monotonic()
        try:
            self._bins = await asyncio.to_thread(self._read)
        except DBAPIError:
            # What was known stays in force; before anything was, the bin of a new store.
            self._bins = self._bins or {"kartra": Bin("kartra")}
        finally:
            self._renewing = None

    def _read(self) -> dict[str, Bin]:
        with self._store.reading() as connection:
            return bins(connection)
