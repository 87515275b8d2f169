"""Reading what has arrived, beside the receiver: at most a second after the acknowledgement.

Deliveries that are not read yet stand in the store, so nothing is forgotten when the process ends before.
"""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import DBAPIError

from kartra.assistant import BATCH, Assistant
from store import Reader, Refusal, Store
from store.catching_up import catch_up
from store.pending import backlog

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
        self._is_busy = False
        self._closed = False
        self._trouble = ""
        self._woken.set()
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()

    def wake(self, is_busy: bool = False) -> None:
        """Say that something waits, and whether this process is too busy to read it."""
        self._is_busy = is_busy
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
                self._complain(str(wrong.orig) if isinstance(wrong, DBAPIError) else str(wrong))
                self._again()
            else:
                self._trouble = ""

    def _read_all(self) -> None:
        while not self._closed:
            with self._store.reading() as connection:
                crowd = backlog(connection, CROWD + 1)
            if not crowd:
                return
            alone = crowd <= CROWD and not self._is_busy and not self._assistant.is_here
            if alone or not self._assistant.catch_up():
                catch_up(self._store, self._reader, BATCH)

    def _complain(self, reason: str) -> None:
        if reason != self._trouble:
            _log.warning("What has arrived can not be read at the moment: %s", reason)
        self._trouble = reason

    def _again(self) -> None:
        timer = threading.Timer(_RETRY_SECONDS, self._woken.set)
        timer.daemon = True
        timer.start()
