"""One event ready to be sent: what Kartra would have posted, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import msgspec

from kartra.event import Surface
from kartra.generation.payments import Payment


@dataclass(frozen=True, slots=True)
class Callback:
    """A generated event. The payload is JSON for the outbound API, flat text for an IPN form."""

    name: str
    """The action, or `ipn:` and the transaction type."""
    surface: Surface
    at: int
    """When Kartra would have sent it, in UTC milliseconds."""
    payload: Mapping[str, Any]
    payment: Payment | None = None
    """What it reports, where it reports a transaction."""

    @property
    def content_type(self) -> str:
        """What the body is, as a header value."""
        return "application/json" if self.surface == "outbound" else "application/x-www-form-urlencoded"

    @property
    def body(self) -> bytes:
        """The exact bytes to post."""
        if self.surface == "ipn":
            return urlencode(self.payload).encode()
        return msgspec.json.encode(self.payload)

    @property
    def readable(self) -> str:
        """The payload for the eye: indented JSON, or one form field a line."""
        if self.surface == "ipn":
            return "\n".join(f"{name} = {value}" for name, value in self.payload.items())
        return msgspec.json.format(msgspec.json.encode(self.payload), indent=2).decode()
