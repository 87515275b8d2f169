"""The one writer: takes whatever is waiting, writes it in one transaction, and answers after the commit.

There is no timer: while one batch is on its way to the disk, the next one gathers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import Any

from store.change import Refusal, Unwritable
from store.commits import Commits
from store.settling import Settle, settle

BATCH = 500
"""Changes in one transaction: enough to share a sync, few enough to be quick."""
WAITING = 20_000
"""Changes that may wait; more are refused at once, so that senders hear it instead of a time-out."""
BEHIND_SECONDS = 0.5
"""How long a write-behind change may wait for company."""

_log = logging.getLogger(__name__)

Entry = tuple[Any, Settle | None]


class Writer:
    """Owns the store's connection that writes, on a thread of its own."""

    def __init__(self, commits: Commits) -> None:
        self.trouble = ""
        """Why the last transaction failed; empty while all is well."""
        self.lost = 0
        """Write-behind changes that could not be kept."""
        self.lost_why = ""
        """Why the latest of them could not."""
        self._commits = commits
        self._queue: SimpleQueue[Entry | None] = SimpleQueue()
        self._behind: deque[tuple[float, Any]] = deque()
        # Of two that add at once, one has to see that it is the first.
        self._adding = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, change: Any, settle: Settle) -> str:
        """Queue the change; returns why not, or an empty text. Settled once committed or refused."""
        if self._closed:
            return "The store is closed."
        if self._queue.qsize() >= WAITING:
            return f"{WAITING} changes are waiting already."
        self._queue.put((change, settle))
        return ""

    def later(self, change: Any) -> None:
        """Write within a second, without anybody waiting for it."""
        with self._adding:
            if not self._thread.is_alive():
                self.lose("The store is closed.")
            elif len(self._behind) >= WAITING:
                self.lose(f"{WAITING} changes are waiting already.")
            else:
                self._behind.append((time.monotonic(), change))
                if len(self._behind) == 1:
                    self._queue.put(_LOOK)

    def lose(self, reason: str) -> None:
        """Count something that is not kept."""
        self.lost += 1
        self.lost_why = reason

    def close(self) -> None:
        """Write what is waiting, then stop."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()
            self._commits.close()

    def _run(self) -> None:
        while True:
            batch, closing = self._drained()
            batch += self._due(closing)
            if batch:
                self._commit(batch)
            if closing and not self._behind and self._queue.empty():
                return

    def _drained(self) -> tuple[list[Entry], bool]:
        """What is waiting, at least one entry unless a write-behind is due; and whether to stop."""
        batch: list[Entry] = []
        closing = self._closed
        try:
            entry = self._queue.get(timeout=self._patience())
            while True:
                if entry is None:
                    closing = True
                elif entry is not _LOOK:
                    batch.append(entry)
                if len(batch) == BATCH:
                    break
                entry = self._queue.get_nowait()
        except Empty:
            pass
        return batch, closing

    def _patience(self) -> float | None:
        if self._closed:
            return 0
        if not self._behind:
            return None
        return max(0.0, self._behind[0][0] + BEHIND_SECONDS - time.monotonic())

    def _due(self, all_of_them: bool) -> list[Entry]:
        """Write-behind changes whose time has come; with the first that is due, all that wait go along."""
        if not self._behind:
            return []
        if not all_of_them and time.monotonic() < self._behind[0][0] + BEHIND_SECONDS:
            return []
        return [(self._behind.popleft()[1], None) for _ in range(min(len(self._behind), BATCH))]

    def _commit(self, batch: Sequence[Entry]) -> None:
        try:
            results = self._commits.together([change for change, _ in batch])
        except Refusal as refusal:
            self._refuse(batch, str(refusal))
        except Exception:
            # One of them can not be written. Each by itself: the good ones are kept.
            for entry in batch if len(batch) > 1 else ():
                self._commit([entry])
            if len(batch) == 1:
                self._reject(batch[0])
        else:
            self.trouble = ""
            settle([(one, result, None) for (_, one), result in zip(batch, results, strict=True)])

    def _refuse(self, batch: Sequence[Entry], reason: str) -> None:
        """The database can not write now: nothing of the batch is kept, and the next one tries afresh."""
        if reason != self.trouble:
            _log.error("Nothing can be kept: %s", reason)
        self.trouble = reason
        self._again([change for change, one in batch if one is None])
        settle([(one, None, Refusal(reason)) for _, one in batch])

    def _again(self, changes: Sequence[Any]) -> None:
        """Nobody waits for a write-behind change: it may wait for better times."""
        now = time.monotonic()
        room = 0 if self._closed else max(0, WAITING - len(self._behind))
        self._behind.extendleft((now, change) for change in reversed(changes[:room]))
        for _ in changes[room:]:
            self.lose(self.trouble)

    def _reject(self, entry: Entry) -> None:
        change, one = entry
        _log.exception("A %s could not be written", type(change).__name__)
        if one is None:
            self.lose(f"A {type(change).__name__} could not be written.")
        settle([(one, None, Unwritable(f"This {type(change).__name__} can not be written."))])


_LOOK: Entry = (None, None)
