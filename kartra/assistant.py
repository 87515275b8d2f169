"""A second process that reads arrivals while they come faster than one process can read and acknowledge.

    python -m kartra.assistant DATABASE_URL

It reads all that waits for each line it is given, says how many there were, and ends with its input.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

from sqlalchemy import URL

from kartra.beside import beside

BATCH = 100
"""Deliveries in one transaction of projections: a few milliseconds, for arrivals wait for it."""
IDLE_SECONDS = 60.0
"""How long it may have nothing to do before it is sent home."""


class Assistant:
    """The process as its employer sees it: there when asked, gone when idle."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._process: subprocess.Popen[bytes] | None = None
        self._idle: threading.Timer | None = None
        self._asking = threading.Lock()

    @property
    def is_here(self) -> bool:
        """Whether it has been sent for and not home again."""
        return self._process is not None

    def catch_up(self) -> bool:
        """Have it read all that waits; False when it could not, and somebody else must."""
        with self._asking:
            if self._idle:
                self._idle.cancel()
            told = self._told()
            self._idle = threading.Timer(IDLE_SECONDS, self.close)
            self._idle.daemon = True
            self._idle.start()
        return told

    def _told(self) -> bool:
        try:
            process = self._process or self._started()
            assert process.stdin
            assert process.stdout
            process.stdin.write(b"\n")
            process.stdin.flush()
            if process.stdout.readline().strip().isdigit():
                return True
        except OSError:
            pass
        self._end()
        return False

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = beside("kartra.assistant", self._url, subprocess.PIPE, subprocess.PIPE)
        return self._process

    def close(self) -> None:
        """Send it home."""
        with self._asking:
            if self._idle:
                self._idle.cancel()
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(OSError):
                assert process.stdin
                process.stdin.close()
            process.wait()


def main() -> None:
    """Answer each line with the number of deliveries read for it."""
    from kartra.rows import rows_of
    from store import Refusal, connect
    from store.catching_up import catch_up

    # Ctrl-C reaches the whole group; the assistant ends with its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        # Acknowledgements come first.
        os.nice(5)
    store, employer = connect(), os.getppid()
    for _ in sys.stdin:
        read = 0
        try:
            # Without an employer the rest waits for the next one.
            while os.getppid() == employer and (found := catch_up(store, rows_of, BATCH)):
                read += found
        except Refusal as refusal:
            print(refusal, flush=True)
            continue
        print(read, flush=True)
    store.close()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # Whoever asked is gone; what was read is kept. Leaving flushes once more, to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
