"""Dates and sizes as people type them in a search."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from store.moment import DAY_MS

# More digits than these are no number that a column could hold.
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*([kmg]?b|[kmg]?)", re.IGNORECASE)
UNITS = {"": 1, "b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": 1 << 30, "gb": 1 << 30}
"""How sizes end, and how many bytes that makes."""
_LARGEST = 1 << 62
_AGO = re.compile(r"(\d{1,9})(m|h|d|w)")
_SPANS = {"m": 60_000, "h": 3_600_000, "d": DAY_MS, "w": 7 * DAY_MS}


def size(value: str) -> int | None:
    """Bytes in `10kb`, `1.5mb` or `300`; none when it is no size, or beyond all sizes."""
    found = _SIZE.fullmatch(value)
    if not found:
        return None
    bytes_ = round(float(found[1]) * UNITS[found[2].lower()])
    return bytes_ if bytes_ < _LARGEST else None


def moment(value: str, now: int) -> int | None:
    """UTC ms of `2026-11-01`, `2026-11-01T14:30` or `2h` (ago); none when it is no time."""
    if found := _AGO.fullmatch(value):
        return now - int(found[1]) * _SPANS[found[2]]
    try:
        when = datetime.fromisoformat(value)
        return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def day(value: str) -> int | None:
    """UTC ms at which the day `2026-11-01` begins; none when it is no day."""
    try:
        when = date.fromisoformat(value)
    except ValueError:
        return None
    return round(datetime(when.year, when.month, when.day, tzinfo=UTC).timestamp() * 1000)
