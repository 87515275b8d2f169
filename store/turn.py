"""Whose turn it is to write a SQLite file: processes take turns, so commits and checkpoints never coincide.

SQLite before 3.51.3 can lose a transaction when two connections commit and checkpoint at the same moment.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from store.change import Refusal
from store.engine import BUSY_MS

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class Turn:
    """A lock between processes, in a file beside the database; free for a served database."""

    def __init__(self, database: Path | None, busy_ms: int = BUSY_MS) -> None:
        self._seconds = busy_ms / 1000
        self._path = database.with_name(database.name + ".writer") if database else None
        self._file: int | None = None

    def taken(self) -> AbstractContextManager[None]:
        """Wait for the turn, and keep it for the block."""
        return self._held() if self._path else nullcontext()

    @contextmanager
    def _held(self) -> Iterator[None]:
        file = self._opened()
        began = time.monotonic()
        while not _try_lock(file):
            waited = time.monotonic() - began
            if waited > self._seconds:
                raise Refusal("Another process keeps the database locked.")
            # A turn lasts some milliseconds: look often at first, then seldom.
            time.sleep(0.0002 if waited < 0.05 else 0.005)
        try:
            yield
        finally:
            _unlock(file)

    def _opened(self) -> int:
        if self._file is None:
            assert self._path is not None
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._file

    def close(self) -> None:
        """Give the lock file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
