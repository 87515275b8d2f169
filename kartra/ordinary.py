"""The short way to an ordinary event: the same event as the careful way gives, many times sooner."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from kartra.event import Event
from kartra.findings.contradictions import warnings
from kartra.glance import DATE, glance
from kartra.transaction import Transaction

_untyped = msgspec.json.Decoder().decode


def ordinary(body: bytes) -> Event | None:
    """The event that the body is, with what is not mere information among its findings; else None."""
    seen = glance(body)
    if seen is None:
        return None
    value = _untyped(body)
    inner = value["action_details"][seen.key]
    details = inner if type(inner) is dict else value["action_details"]
    event = Event(seen.action, "outbound", True, 1, value["lead"], seen.key, details)
    return _about_money(event) if seen.key == "transaction_details" else event


def _about_money(event: Event) -> Event | None:
    date = event.details.get("transaction_date")
    transaction = Transaction.of(event)
    if transaction is None or transaction.findings or not (date and DATE.fullmatch(date)):
        return None
    found = tuple(warnings(event))
    return replace(event, findings=found) if found else event
