"""One call and its answer as a value: redacted before it exists, whatever the network did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from konnektive.endpoints import Endpoint

Outcome = Literal["accepted", "refused", "redirect", "failed"]

CARRIED = ("sessionId", "orderId")
"""What one answer mints and later calls must send."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent, redacted, and what came back."""

    endpoint: Endpoint
    url: str
    params: Mapping[str, str]
    """As sent, in order, secrets and card data masked."""
    sent_at: int
    """UTC milliseconds."""
    elapsed_ms: float
    status: int | None = None
    """None where no HTTP answer came."""
    result: str = ""
    """The envelope's word: SUCCESS, ERROR, MERC_REDIRECT; empty where there was no envelope."""
    message: Any = None
    text: str = ""
    """The body as answered, secrets masked."""
    error: str = ""
    """What kept the call from being answered, as a sentence."""
    headers: tuple[tuple[str, str], ...] = ()
    """The answer's headers, secrets masked."""
    next_url: str = field(default="", repr=False)
    """Where the buyer's browser goes next, with its token: to walk on with, never to be kept or shown."""

    @property
    def outcome(self) -> Outcome:
        """The envelope decides, not the HTTP status: the CRM answers 200 to refusals too."""
        if self.error or not self.result:
            return "failed"
        if self.result == "MERC_REDIRECT":
            return "redirect"
        return "accepted" if self.result == "SUCCESS" else "refused"

    @property
    def minted(self) -> dict[str, str]:
        """The sessionId and orderId that this answer gave, where it gave one."""
        if self.outcome != "accepted" or not isinstance(self.message, Mapping):
            return {}
        return {name: str(self.message[name]) for name in CARRIED if self.message.get(name)}

    @property
    def reason(self) -> str:
        """Why the call was not accepted, in the CRM's words where it spoke; empty when it was."""
        if self.outcome == "accepted":
            return ""
        if self.error:
            return self.error
        if self.outcome == "redirect":
            return "The browser is to be sent on."
        return spoken(self.message) if self.result else _unread(self)

    @property
    def redirect_url(self) -> str:
        """Where the buyer's browser goes next, fit to be shown; empty where it stays."""
        return next_url(self.result, self.message)

    @property
    def is_paid(self) -> bool:
        """An order answered SUCCESS that neither waits for PayPal nor is still a partial."""
        if self.outcome != "accepted" or not isinstance(self.message, Mapping) or self.redirect_url:
            return False
        return bool(self.message.get("orderId")) and self.message.get("orderStatus") != "PARTIAL"


def next_url(result: str, message: object) -> str:
    """The address in a MERC_REDIRECT, or PayPal's in an order that waits for it; empty elsewhere."""
    if not isinstance(message, Mapping):
        return ""
    return str(message.get("url" if result == "MERC_REDIRECT" else "paypalUrl") or "")


def spoken(message: object) -> str:
    """A refusal as one line: fields with what is wrong with each, or the CRM's sentence."""
    if isinstance(message, Mapping):
        return "; ".join(f"{name} {problem}" for name, problem in message.items())
    return str(message)


def _unread(exchange: Exchange) -> str:
    start = " ".join(exchange.text.split())[:80]
    shown = f" that starts with {start!r}" if start else " without a body"
    return f"HTTP {exchange.status}: not the CRM's envelope but an answer{shown}."
