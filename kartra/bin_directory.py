"""The bins as the receiver knows them: at most a second old, and never asked of the database per request."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy.exc import DBAPIError

from store import Store
from store.bins import FIRST, Bin, bins

FRESH_SECONDS = 1.0
"""How long another process's change to a bin may go unnoticed."""


class BinDirectory:
    """A copy of the bins, renewed in the background once it has grown old."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bins: dict[str, Bin] = {}
        self._read_at = 0.0
        self._renewing: asyncio.Task[None] | None = None

    async def named(self, name: str) -> Bin | None:
        """The bin of that name; one that is not known yet is looked for at once."""
        found = self._bins.get(name)
        is_old = time.monotonic() - self._read_at > FRESH_SECONDS
        # However many ask for what is not there: one of them looks, and the others wait for it.
        if self._renewing is None and (found is None or is_old):
            self._renewing = asyncio.create_task(self._renew())
        if found is None and self._renewing is not None:
            await asyncio.shield(self._renewing)
            found = self._bins.get(name)
        return found

    async def _renew(self) -> None:
        try:
            self._bins = await asyncio.to_thread(self._read)
        except DBAPIError:
            # What was known stays in force; before anything was, the bin of a new store.
            self._bins = self._bins or {FIRST: Bin(FIRST)}
        finally:
            self._read_at = time.monotonic()
            self._renewing = None

    def _read(self) -> dict[str, Bin]:
        with self._store.reading() as connection:
            return bins(connection)
