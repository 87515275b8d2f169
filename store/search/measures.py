"""Dates and sizes as people type them in a search."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from store.moment import DAY_MS

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(b|kb|k|mb|m)?", re.IGNORECASE)
_UNITS = {"": 1, "b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20}
_AGO = re.compile(r"(\d+)(m|h|d|w)")
_SPANS = {"m": 60_000, "h": 3_600_000, "d": DAY_MS, "w": 7 * DAY_MS}


def size(value: str) -> int | None:
    """Bytes in `10kb`, `1.5mb` or `300`; none when it is no size."""
    found = _SIZE.fullmatch(value)
    return round(float(found[1]) * _UNITS[(found[2] or "").lower()]) if found else None


def moment(value: str, now: int) -> int | None:
    """UTC ms of `2026-11-01`, `2026-11-01T14:30` or `2h` (ago); none when it is no time."""
    if found := _AGO.fullmatch(value):
        return now - int(found[1]) * _SPANS[found[2]]
    try:
        when = datetime.fromisoformat(value)
        return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
