"""An input that somebody pasted or opened, as an arrival: kept only when asked."""

from __future__ import annotations

import json

from kartra.event import Reading
from kartra.rows import rows
from privacy import redacted_body, redacted_text
from store import Arrival

_PASTED = "PASTE"


def arrival(data: bytes, reading: Reading, bin_name: str, at: int) -> Arrival:
    """Return what is kept of it; `at` is now, in UTC ms. Its method says that nobody sent it."""
    return Arrival(
        bin=bin_name,
        received_at=at,
        body=redacted_body(data),
        method=_PASTED,
        path=f"/in/{bin_name}",
        headers=json.dumps([["x-funnelscope-file", redacted_text(reading.name)]]),
        rows=rows(reading),
    )


def sent_by(method: str) -> str:
    """The method by which a delivery is sent again: what was pasted is posted, as Kartra would."""
    return "POST" if method == _PASTED else method
