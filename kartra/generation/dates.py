"""Dates as Kartra writes them: without a zone, and by its other pages in EST."""

from __future__ import annotations

from datetime import UTC, datetime

from kartra.moment import EST

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
EARLIEST, LATEST = 946_684_800_000, 32_503_680_000_000
"""When an event may happen: from the year 2000 up to the year 3000, in UTC milliseconds.

Kartra's dates have four digits, and a story reaches back and ahead by years.
"""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def kartra_date(at: int) -> str:
    """UTC milliseconds as `2026-11-01 10:00:00`."""
    return datetime.fromtimestamp(at // SECOND, EST).strftime("%Y-%m-%d %H:%M:%S")


def calendar_date(at: int) -> str:
    """UTC milliseconds as an appointment's `2026-11-01 10:00`."""
    return datetime.fromtimestamp(at // SECOND, EST).strftime("%Y-%m-%d %H:%M")


def ipn_date(at: int) -> str:
    """UTC milliseconds as the IPN's `01 Nov 2026 10:00:00`."""
    moment = datetime.fromtimestamp(at // SECOND, EST)
    # The month is English whatever the machine's locale is.
    month = _MONTHS[moment.month - 1]
    return f"{moment:%d} {month} {moment:%Y %H:%M:%S}"


def utc_text(at: int) -> str:
    """UTC milliseconds as `2026-11-01T15:00:00Z`."""
    return datetime.fromtimestamp(at // SECOND, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
