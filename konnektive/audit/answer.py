"""What the CRM answered to a recorded call, as far as it was recorded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from konnektive.audit.hosts import host_of
from konnektive.exchange import spoken
from privacy import redacted_text


class Answer(msgspec.Struct, frozen=True):
    """The envelope's word and the few fields of its message that later calls depend on."""

    recorded: bool = False
    """False where the recording does not hold what came back."""
    result: str = ""
    """SUCCESS, ERROR, MERC_REDIRECT; empty where something came back that is not the envelope."""
    session_id: str = ""
    order_id: str = ""
    order_status: str = ""
    paypal_url: bool = False
    """PayPal's address was answered: nothing is paid yet."""
    redirect_host: str = ""
    """Where MERC_REDIRECT sends the browser."""
    reason: str = ""
    """The refusal in the CRM's words, redacted."""

    @property
    def succeeded(self) -> bool:
        """The CRM took the call."""
        return self.result == "SUCCESS"


NOT_RECORDED = Answer()


class _Message(msgspec.Struct):
    sessionId: Any = None
    orderId: Any = None
    orderStatus: Any = None
    paypalUrl: Any = None
    url: Any = None


class _Envelope(msgspec.Struct):
    result: Any = None
    message: msgspec.Raw = msgspec.Raw(b"null")


_ENVELOPE = msgspec.json.Decoder(_Envelope)
_MESSAGE = msgspec.json.Decoder(_Message)


def answer_of(body: bytes, status: int | None = None) -> Answer:
    """The answer in a recorded body; a body that breaks off is read as far as it goes."""
    text = body.strip()
    if not text or text == b"null":
        return Answer(recorded=True) if status is not None and status >= 400 else NOT_RECORDED
    return _remembered(text) if len(text) < _LONG else _read(text)


def _read(text: bytes) -> Answer:
    try:
        envelope = _ENVELOPE.decode(text)
    except (ValueError, RecursionError):
        return _salvaged(text)
    return _enveloped(envelope)


# The clicks of a visit are all answered alike.
_LONG = 1024
_remembered = lru_cache(maxsize=1024)(_read)


def _enveloped(envelope: _Envelope) -> Answer:
    result = envelope.result if isinstance(envelope.result, str) else ""
    raw = bytes(envelope.message)
    if not raw.startswith(b"{"):
        return Answer(True, result, reason=_reason(raw, result))
    try:
        message = _MESSAGE.decode(raw)
    except (ValueError, RecursionError):
        return Answer(True, result)
    return Answer(
        True,
        result,
        session_id=_word(message.sessionId),
        order_id=_word(message.orderId),
        order_status=_word(message.orderStatus),
        paypal_url=bool(message.paypalUrl),
        redirect_host=host_of(_word(message.url)) if result == "MERC_REDIRECT" else "",
        reason=_reason(raw, result),
    )


def _reason(raw: bytes, result: str) -> str:
    if result != "ERROR":
        return ""
    try:
        return redacted_text(spoken(msgspec.json.decode(raw)))[:200]
    except (ValueError, RecursionError):
        return ""


def _word(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _salvaged(text: bytes) -> Answer:
    """What a broken envelope still says; without its word it is an answer, but not the CRM's."""
    shown = text.decode("utf-8", "replace")
    said = re.search(r'^\s*\{[^{}]{0,200}?"result"\s*:\s*"(\w+)"', shown)
    if not said:
        return Answer(recorded=True)
    fields = dict(re.findall(r'"(sessionId|orderId|orderStatus|url)"\s*:\s*"([^"]*)"', shown))
    return Answer(
        True,
        said.group(1),
        session_id=fields.get("sessionId", ""),
        order_id=fields.get("orderId", ""),
        order_status=fields.get("orderStatus", ""),
        paypal_url='"paypalUrl":"http' in shown.replace(" ", ""),
        redirect_host=host_of(fields.get("url", "")),
    )
