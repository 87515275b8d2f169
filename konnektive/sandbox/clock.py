"""The sandbox's time: it keeps to the real day, moves with each call, and can be set and moved on."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache

DAY = 86_400_000
STEP = 10
"""Milliseconds that pass with each call, so that a day's calls come out the same after every reset."""


class Clock:
    """UTC milliseconds. `set_at` fixes it; otherwise it starts at midnight and each reading moves it."""

    __slots__ = ("_last", "ahead", "set_at")

    def __init__(self, set_at: int | None = None, ahead: int = 0) -> None:
        self.set_at = set_at
        self.ahead = ahead
        """How far the test clock has been moved on since the last reset."""
        self._last = 0

    def now(self) -> int:
        """The time of the call that is being answered."""
        if self.set_at is not None:
            return self.set_at + self.ahead
        midnight = int(time.time()) // 86400 * DAY + self.ahead
        self._last = max(self._last + STEP, midnight)
        return self._last

    def shown(self) -> int:
        """The time without moving it."""
        if self.set_at is not None:
            return self.set_at + self.ahead
        return max(self._last, int(time.time()) // 86400 * DAY + self.ahead)

    def resume(self, moment: int) -> None:
        """Go on from there: no call is answered before what is kept already."""
        self._last = max(self._last, moment)

    def advance(self, by: int) -> None:
        """Move it on by so many milliseconds."""
        self.ahead += by
        if self.set_at is None:
            self._last += by if self._last else 0


FIRST_DAY, LAST_DAY = -719_162, 2_932_896
"""The first and the last day of the calendar: 0001-01-01 and 9999-12-31."""


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    within = min(max(seconds, FIRST_DAY * 86400), (LAST_DAY + 1) * 86400 - 1)
    return datetime.fromtimestamp(within, UTC).strftime("%Y-%m-%d %H:%M:%S")


def stamp(moment: int) -> str:
    """`2026-09-16 14:19:06`, as the recorded answers have it; the sandbox's account keeps UTC."""
    return _second(moment // 1000)


@lru_cache(maxsize=1024)
def date(day: int) -> str:
    """`2026-10-16` of a day number (days since 1970); the calendar's first or last day of any beyond it."""
    return datetime.fromtimestamp(min(max(day, FIRST_DAY), LAST_DAY) * 86400, UTC).strftime("%Y-%m-%d")
