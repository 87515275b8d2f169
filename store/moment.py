"""Time as the store keeps it: UTC milliseconds, and whole days of them."""

from __future__ import annotations

import time

DAY_MS = 86_400_000


def now_ms() -> int:
    """The current time in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def day_of(ms: int) -> int:
    """The day that a moment lies in, counted from 1970-01-01 UTC."""
    return ms // DAY_MS
