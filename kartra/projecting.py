"""Reading what has arrived, beside the receiver: at most a second after the acknowledgement.

Deliveries that are not read yet stand in the store, so nothing is forgotten when the process ends before.
"""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import DBAPIError

from kartra.assistant import Assistant
from store import Reader, Refusal, Rows, Store
from store.pending import Waiting, backlog, projection, waiting

BATCH = 100
"""Deliveries in one transaction of projections: a few milliseconds, for arrivals wait for it."""
CROWD = 400
"""When more than that wait, another process reads them: this one's time belongs to the acknowledgements."""
_RETRY_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Projector:
    """A thread that reads what waits, whenever it is told that something does."""

    def __init__(self, store: Store, reader: Reader) -> None:
        self._store = store
        self._reader = reader
        self._assistant = Assistant(store.url)
        self._woken = threading.Event()
        self._closed = False
        self._woken.set()
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that something waits."""
        if not self._woken.is_set():
            self._woken.set()

    def close(self) -> None:
        """Stop after what is in hand; the rest waits in the store."""
        self._closed = True
        self._woken.set()
        self._thread.join()
        self._assistant.close()

    def _run(self) -> None:
        while not self._closed:
            self._woken.wait()
            self._woken.clear()
            try:
                self._read_all()
            except (Refusal, DBAPIError) as wrong:
                _log.warning("What has arrived can not be read at the moment: %s", wrong)
                self._again()

    def _read_all(self) -> None:
        while not self._closed:
            with self._store.reading() as connection:
                crowd = backlog(connection, CROWD + 1)
            if not crowd:
                return
            if crowd <= CROWD or not self._assistant.catch_up():
                catch_up(self._store, self._reader)

    def _again(self) -> None:
        timer = threading.Timer(_RETRY_SECONDS, self._woken.set)
        timer.daemon = True
        timer.start()


def catch_up(store: Store, reader: Reader, limit: int = BATCH) -> int:
    """Read the oldest deliveries that wait; returns how many there were."""
    with store.reading() as connection:
        found = waiting(connection, limit)
    writing = [store.write(projection(one, _rows(reader, one))) for one in found]
    for future in writing:
        future.result()
    return len(found)


def _rows(reader: Reader, one: Waiting) -> Rows:
    try:
        return reader(one.body, one.content_type, one.query)
    except Exception:
        # A reader that fails is our bug, and no reason to try this delivery for ever.
        _log.exception("Delivery %d could not be read", one.id)
        return Rows(ok=False)
