"""By whom an arrival is kept: by the store's own writer, or by a scribe while a crowd waits."""

from __future__ import annotations

from kartra.brake import Brake
from kartra.projecting import Projector
from kartra.reading_first import read_first
from kartra.scribe import Employer, Gone
from store import Arrival, Store

CROWD = 24
"""When that many wait at once, a scribe is sent for."""
BEHIND = 24
"""When the scribe has that many before it, this process reads an arrival itself before handing it over."""


class Keeping:
    """Keeps arrivals for a receiver, and has read what could not be read at once."""

    def __init__(self, store: Store, projector: Projector) -> None:
        self._store = store
        self._projector = projector
        self._employer = Employer(store.url, projector.wake)
        self._brake = Brake(store)
        self._waiting = 0
        store.before_closing.append(self._employer.close)

    async def keep(self, arrival: Arrival) -> None:
        """Keep it: on the disk when this returns. A Refusal says why it is not."""
        self._waiting += 1
        try:
            await self._brake.hold()
            if scribe := self._employer.scribe:
                try:
                    await scribe.keep(read_first(arrival) if scribe.behind > BEHIND else arrival)
                    return
                except Gone:
                    # It may be on the disk all the same: better twice, and marked so, than not at all.
                    pass
            elif self._waiting >= CROWD:
                self._employer.send_for()
            await self._keep_here(arrival)
        finally:
            self._waiting -= 1

    async def _keep_here(self, arrival: Arrival) -> None:
        arrival = read_first(arrival)
        await self._store.written(arrival)
        if arrival.rows is None:
            self._projector.wake()
