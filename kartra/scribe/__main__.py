"""The scribe: keeps what comes on its standard input, which is a socket, and gives receipts.

    python -m kartra.scribe

It ends with its input, or when it can keep nothing; whoever has no receipt keeps the arrival elsewhere.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys

from kartra.reading_first import read_first
from kartra.scribe.letters import Letters, receipt
from store import Arrival, Refusal
from store.commits import Commits
from store.engine import database_url, writing_engine
from store.recent import recent

_PORTION = 1 << 20
"""Bytes taken at once."""
_BUSY_MS = 500
"""How long it waits for somebody else's lock: whoever takes its arrivals over waits for it once more."""


def main() -> int:
    """Keep all that comes."""
    # Ctrl-C reaches the whole group; the scribe has its employer's last arrivals to keep, and ends after.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    employer = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    url = database_url(os.environ["DATABASE_URL"])
    commits = Commits(writing_engine(url, _BUSY_MS), recent, _BUSY_MS)
    try:
        # What has come of late is known before the first arrival waits for it.
        commits.together(())
        gc.freeze()
        gc.set_threshold(20_000, 50, 10)
        _keep_all(employer, commits)
    except Refusal as refusal:
        print(f"The scribe can keep nothing: {refusal}", file=sys.stderr)
        return 1
    except ConnectionError:
        # Whoever asked is gone; what was kept is kept.
        return 0
    finally:
        commits.close()
    return 0


def _keep_all(employer: socket.socket, commits: Commits) -> None:
    letters, more = Letters(), True
    employer.sendall(receipt(0, 0))
    while more:
        more = _has_come(employer, letters)
        if arrivals := letters.arrivals():
            employer.sendall(_kept(commits, arrivals))


def _kept(commits: Commits, arrivals: list[Arrival]) -> bytes:
    read = [read_first(one) for one in arrivals]
    commits.together(read)
    return receipt(len(read), sum(one.rows is None for one in read))


def _has_come(employer: socket.socket, letters: Letters) -> bool:
    """Wait for something to come, and take all that has; False when nothing more will."""
    portion = employer.recv(_PORTION)
    letters.add(portion)
    while portion:
        try:
            portion = employer.recv(_PORTION, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        letters.add(portion)
    return False


if __name__ == "__main__":
    raise SystemExit(main())
