"""Holding arrivals up for a moment while reading lags behind a crowd, so that it lags by a second at most."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy.exc import DBAPIError

from store import Store
from store.moment import now_ms
from store.pending import backlog, oldest

CROWD = 100
"""Deliveries that wait to be read."""
_LOOK_SECONDS = 0.2
"""How often it is looked how far reading is behind, while anything arrives."""
_STALE_SECONDS = 2.0
"""How long what was seen is worth anything."""
_HELD_UP = ((0.9, 0.4), (0.6, 0.1), (0.35, 0.03))
"""From that many seconds behind each arrival waits so long: the processor is for those who read, then."""


class Brake:
    """How long an arrival is held up at the moment: not at all, as long as reading keeps up."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked_at = 0.0
        self._looking: asyncio.Task[None] | None = None
        self.seconds = 0.0

    async def hold(self) -> None:
        """Wait, if waiting is called for."""
        ago = time.monotonic() - self._looked_at
        if ago > _LOOK_SECONDS and self._looking is None:
            self._looking = asyncio.create_task(self._look())
        # What was seen of a crowd says nothing about who comes after it.
        if self.seconds and ago < _STALE_SECONDS:
            await asyncio.sleep(self.seconds)

    async def _look(self) -> None:
        try:
            behind = await asyncio.to_thread(self._behind)
            self.seconds = next((held for lag, held in _HELD_UP if behind > lag), 0.0)
        finally:
            self._looked_at = time.monotonic()
            self._looking = None

    def _behind(self) -> float:
        """For how many seconds the oldest unread delivery has waited."""
        try:
            with self._store.reading() as connection:
                # One body that takes long is no reason to keep others waiting.
                is_crowd = backlog(connection, CROWD) == CROWD
                waits_since = oldest(connection) if is_crowd else None
        except DBAPIError:
            return 0.0
        return 0.0 if waits_since is None else (now_ms() - waits_since) / 1_000
