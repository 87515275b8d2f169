"""The sandbox's traffic on its way to the store: redacted by the store's writer, at most a second late."""

from __future__ import annotations

import itertools
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from konnektive.sandbox.noted_call import Noted, noted, recorded
from konnektive.sandbox.sandbox import Happened, Sandbox
from privacy import redacted_text
from store.change import Refusal
from store.visits import RecordedCall

if TYPE_CHECKING:
    from store import Store

AT_ONCE = 20_000
"""Calls in one transaction: more than come between two of them, so that none is written late."""
WAITING = 200_000
"""Calls that may wait to be kept; those beyond are counted, not kept."""

UNREACHABLE = (OperationalError, OSError, Refusal)
"""What says that the database can write nothing now, whatever it is given."""

_log = logging.getLogger(__name__)


class Recorder:
    """Listens to a sandbox and hands what happened to the store, in batches."""

    def __init__(self, sandbox: Sandbox, store: Store) -> None:
        self.sandbox = sandbox
        self.store = store
        self.waiting: deque[Noted] = deque()
        self.lost = 0
        """Calls that came faster than they could be kept."""
        self._asked = False
        self._alone = itertools.count()

    def __call__(self, happened: Happened) -> None:
        """Note the call; nothing is written yet."""
        if len(self.waiting) >= WAITING:
            self.lost += 1
            self.store.lose("Calls came faster than they could be kept.")
            return
        self.waiting.append(noted(self.sandbox, happened, f"alone-{happened.at}-{next(self._alone)}"))
        self.ask()

    def ask(self) -> None:
        """Have the waiting calls written within a second, unless that is on its way."""
        if not self._asked:
            self._asked = True
            self.store.later(Batch(self))

    def take(self) -> list[Noted]:
        """The calls to write now; the rest is asked for again."""
        self._asked = False
        taken = [self.waiting.popleft() for _ in range(min(AT_ONCE, len(self.waiting)))]
        if self.waiting:
            self.ask()
        return taken

    def put_back(self, taken: Sequence[Noted]) -> None:
        """These wait again, before all others; somebody has them written already."""
        if taken:
            self.waiting.extendleft(reversed(taken))
            self._asked = True

    def lose(self, one: Noted, reason: str) -> None:
        """Set a call aside that can not be written, now or ever."""
        told = f"A call to {redacted_text(one.happened.path[:80])} could not be written: {reason[:200]}"
        _log.error(told)
        self.store.lose(told)


class Batch:
    """A change of the store: whatever waits at a recorder when its turn comes."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.calls: list[Noted] = []
        """What it wrote last; brought again, it means that the transaction came to nothing."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Write what waits; while the database can not write it waits on, and its batch with it."""
        for change in changes:
            change.recorder.put_back(change.calls)
            change.calls = change.recorder.take()
            try:
                write_each(connection, change.calls, change.recorder.lose)
            except UNREACHABLE:
                # A batch of the recorder's is brought again: another one need not be asked for.
                change.recorder.put_back(change.calls)
                change.calls = []
                raise
        return [None] * len(changes)


def write_each(connection: Connection, calls: Sequence[Noted], lose: Callable[[Noted, str], None]) -> None:
    """Write the calls together; of those that can not be written each is lost by itself."""
    if not calls:
        return
    try:
        with connection.begin_nested():
            RecordedCall.write(connection, [recorded(one) for one in calls])
    except UNREACHABLE:
        raise
    except Exception as wrong:
        if len(calls) == 1:
            lose(calls[0], f"{type(wrong).__name__}: {wrong}".partition("\n")[0])
            return
        half = len(calls) // 2
        write_each(connection, calls[:half], lose)
        write_each(connection, calls[half:], lose)
