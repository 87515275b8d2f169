"""What the store keeps of a body beside its bytes: events and transactions, read the way pages read them."""

from __future__ import annotations

from typing import Any

import msgspec

from store.rows import EventRow, Rows


def rows_of(body: bytes, content_type: str = "", query: str = "") -> Rows:
    """The rows of one arrival; a body that can not be read has none and is not ok. Never raises."""
    try:
        value: Any = msgspec.json.decode(body)
        return Rows((EventRow(str(value["action"]), lead_email=str(value["lead"]["email"])),))
    except (ValueError, TypeError, KeyError):
        return Rows(ok=False)
