"""An input that somebody pasted or opened, as an arrival: kept only when asked."""

from __future__ import annotations

import json

from kartra.event import Reading
from kartra.rows import rows
from privacy import redacted_body, redacted_text
from store import Arrival


def arrival(data: bytes, reading: Reading, bin_name: str, at: int) -> Arrival:
    """Return what is kept of it; `at` is now, in UTC ms. Its method says that nobody sent it."""
    return Arrival(
        bin=bin_name,
        received_at=at,
        body=redacted_body(data),
        method="PASTE",
        path=f"/in/{bin_name}",
        headers=json.dumps([["x-funnelscope-file", redacted_text(reading.name)]]),
        rows=rows(reading),
    )
