"""Calendar months, in the zone that transaction dates are read in."""

from __future__ import annotations

from datetime import datetime, tzinfo

from kartra.moment import EST


def month_of(ms: int, within: tzinfo = EST) -> int:
    """The month a moment lies in, counted from year 0: 12 * year + month - 1."""
    when = datetime.fromtimestamp(ms / 1000, within)
    return when.year * 12 + when.month - 1


def month_text(month: int) -> str:
    """The month as 2024-02."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
