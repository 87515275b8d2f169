"""What the sandbox answers: the CRM's envelope, and what is known about it."""

from __future__ import annotations

from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode


class _Envelope(msgspec.Struct, gc=False):
    result: str
    message: Any


class Answered(msgspec.Struct, gc=False):
    """One answer. The HTTP status is 200 whatever the result, unless a fault was asked for."""

    result: str
    message: Any = None
    status: int = 200
    notes: tuple[str, ...] = ()
    """What the caller should know and the CRM would not say; sent as headers, kept in the record."""
    delay: float = 0.0
    """Seconds that pass before it is sent."""
    fault: str = ""
    """The fault that shaped it."""
    raw: bytes | None = None
    """A body that is not the envelope."""
    content_type: str = "application/json"
    cut_after: int | None = None
    """Bytes after which the connection breaks."""
    revenue: int = 0
    """Cents that this call took in."""
    sold: str = ""
    """What it sold: `order` or `upsale`."""
    _told: bytes | None = None

    @property
    def told(self) -> bytes:
        """The CRM's envelope; encoded once, for the wire and the record alike."""
        if self._told is None:
            self._told = _encode(_Envelope(self.result, self.message))
        return self._told

    @property
    def body(self) -> bytes:
        """What goes over the wire."""
        return self.told if self.raw is None else self.raw


def success(message: Any, *notes: str) -> Answered:
    """The call was accepted."""
    return Answered("SUCCESS", message, notes=notes)


def error(message: Any, *notes: str) -> Answered:
    """The call was refused; the reason is a sentence, or field names with their problems."""
    return Answered("ERROR", message, notes=notes)


def redirect(url: str) -> Answered:
    """The buyer's browser is to be sent on."""
    return Answered("MERC_REDIRECT", {"url": url})
