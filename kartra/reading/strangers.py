"""What people paste that is not an event of Kartra's, told by the keys it alone has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_BODY: Final = (
    "Paste the body that Kartra posted to your URL: an object with lead, action and action_details."
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """One kind of thing that is not an event."""

    code: str
    what: str
    fits: Callable[[Mapping[str, Any]], bool]
    instead: str = _BODY

    @property
    def sentence(self) -> str:
        """What it is, and what to paste instead."""
        return f"{self.what} {self.instead}"


def _has(*groups: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether all keys of one of the groups are there."""
    alternatives = [frozenset(group.split()) for group in groups]
    return lambda value: any(keys <= value.keys() for keys in alternatives)


def _answer(value: Mapping[str, Any]) -> bool:
    told = value.get("status") in ("Success", "Error")
    return told and bool({"actions", "type", "lead_details", "message", "lead_lists"} & value.keys())


def _request(value: Mapping[str, Any]) -> bool:
    keys = value.keys()
    commands = value.get("actions")
    items = list(commands.values()) if isinstance(commands, Mapping) else commands
    named = isinstance(items, list) and any(isinstance(item, Mapping) and "cmd" in item for item in items)
    return (
        {"app_id", "api_key"} <= keys
        or {"api_key", "api_password"} <= keys
        or named
        or "get_lead[id]" in keys
    )


_EXPORT: Final = frozenset(
    {
        "transaction id", "transaction type", "transaction date", "product name", "price point", "order id",
        "amount", "customer email", "lead email", "buyer email", "affiliate", "payment processor",
        "subscription id", "type", "product", "email", "date", "status",
    }
)  # fmt: skip


def is_export(names: Mapping[str, Any]) -> bool:
    """Whether these column names are those of Kartra's transactions export."""
    plain = {name.strip().casefold().replace("_", " ") for name in names}
    return len(plain & _EXPORT) >= 4 and not names.keys() & {"secret_key", "lead_username", "original_id"}


STRANGERS: Final = (
    Stranger(
        "kartra-inbound-answer", "This is an answer of Kartra's inbound API (app.kartra.com/api).", _answer
    ),
    Stranger(
        "kartra-inbound-request",
        "This is a request to Kartra's inbound API (app_id, api_key, actions), the other direction.",
        _request,
    ),
    Stranger(
        "stripe",
        "This is a webhook of Stripe, not of Kartra.",
        lambda v: v.get("object") == "event" and "type" in v,
    ),
)
"""In the order in which they are tried."""

TEXTS: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = (
    (
        "documentation-table",
        re.compile(r'"(?:id|list_id|transaction_id|lead_id|gdpr_lead_status|[a-z_]+_id)"\s*:\s*i*integer'),
        f"This is the table of types from Kartra's documentation, not an event. {_BODY}",
    ),
    (
        "html-page",
        re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE),
        f"This is an HTML page, probably an error page or a login, not an event. {_BODY}",
    ),
)
"""Texts that are told before any value is found in them: code, pattern, sentence."""
