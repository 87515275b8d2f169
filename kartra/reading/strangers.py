"""What people paste that is not an event: Kartra's other direction, exports, fragments, other vendors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kartra.ipn_fields import TRANSACTION_TYPES
from kartra.reading.stranger import BODY, Stranger, has
from kartra.reading.vendors import VENDORS


def _answer(value: Mapping[str, Any]) -> bool:
    told = value.get("status") in ("Success", "Error")
    return told and bool({"actions", "type", "lead_details", "message", "lead_lists"} & value.keys())


def _request(value: Mapping[str, Any]) -> bool:
    commands = value.get("actions")
    items = list(commands.values()) if isinstance(commands, Mapping) else commands
    named = isinstance(items, list) and any(isinstance(item, Mapping) and "cmd" in item for item in items)
    known = {"app_id", "api_key"}, {"api_key", "api_password"}, {"app_id", "api_password"}
    return named or any(keys <= value.keys() for keys in known)


_EXPORT: Final = frozenset(
    {
        "transaction id", "transaction type", "transaction date", "product name", "price point", "order id",
        "amount", "customer email", "lead email", "buyer email", "affiliate", "payment processor",
        "subscription id", "type", "product", "email", "date", "status",
    }
)  # fmt: skip


def is_export(names: Mapping[str, Any]) -> bool:
    """Whether these column names are those of a transactions export."""
    plain = {name.strip().casefold().replace("_", " ") for name in names}
    return len(plain & _EXPORT) >= 4 and not names.keys() & {"secret_key", "lead_username", "original_id"}


def _loose_transaction(value: Mapping[str, Any]) -> bool:
    kind = value.get("transaction_type")
    return isinstance(kind, str) and kind.casefold() in TRANSACTION_TYPES


STRANGERS: Final = (
    Stranger(
        "kartra-inbound-answer",
        "This is an answer of Kartra's inbound API (app.kartra.com/api), not an event.",
        _answer,
    ),
    Stranger(
        "kartra-inbound-request",
        "This is a request to Kartra's inbound API (app_id, api_key, actions): the other direction.",
        _request,
    ),
    Stranger(
        "kartra-lead-export",
        "This is a lead as Kartra's inbound API or its export gives it, without an event.",
        has("lead_lists lead_tags", "lead_details", "lead_lists lead_sequences", "lead_tags lead_lists"),
    ),
    *VENDORS,
    Stranger(
        "transactions-export",
        "This is a table of transactions, as an export gives it; it holds no events.",
        is_export,
        f"Compare it with the ledger (python -m kartra ledger), or paste a webhook. {BODY}",
    ),
    Stranger(
        "transaction-fragment",
        "These are the fields of one transaction, cut out of an event or an IPN post.",
        _loose_transaction,
        f"Too little is left to tell which. {BODY}",
    ),
    Stranger(
        "kartra-lead-alone",
        "This is a lead without an event around it.",
        has("id email first_name last_name", "email gdpr_lead_status", "email first_name custom_fields"),
    ),
)  # fmt: skip
"""In the order in which they are tried."""
