"""What makes an object one of Kartra's: an outbound event, whole or in part, or an IPN post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kartra.events import ACTION, ACTIONS
from kartra.ipn_fields import DISCRIMINATOR, IPN_KEYS, TRANSACTION_TYPES

_TELLING: Final = frozenset(
    {
        "gdpr_lead_status",
        "gdpr_lead_status_date",
        "gdpr_lead_status_ip",
        "gdpr_lead_communications",
        "last_name2",
        "lead_picture",
        "date_joined",
        "sales_tax_id",
        "phone_country_code",
        "referring_id",
        "custom_fields",
    }
)
"""Lead keys that other vendors do not use."""
_DETAILS_KEYS: Final = frozenset(
    key for action in ACTIONS for key in (action.details_key, *action.other_keys)
)
_ENOUGH: Final = 3
_TYPE_WORDS: Final = frozenset({"integer", "string", "float", "array", "iintegernt"})
_BESIDE: Final = _DETAILS_KEYS | {"lead"}
"""What must stand beside a documented action: many programs have an `action`."""


def action_name(value: Any) -> str | None:
    """Return the documented action that this text names, without regard to case and blanks."""
    name = value.strip().casefold() if isinstance(value, str) else ""
    return name if name in ACTION else None


def is_type_table(value: Mapping[str, Any]) -> bool:
    """Whether types stand where values should: the documentation's table, not an event."""
    lead, details = value.get("lead"), value.get("action_details")
    parts = [value, lead, *(details.values() if isinstance(details, Mapping) else ())]
    words = [
        item for part in parts if isinstance(part, Mapping) for item in part.values() if isinstance(item, str)
    ]
    return sum(word in _TYPE_WORDS for word in words) >= _ENOUGH


def is_outbound(value: Mapping[str, Any]) -> bool:
    """Whether this is an outbound event; lead, action or details may be missing, not all that tells."""
    lead = value.get("lead")
    if "action_details" in value:
        return "lead" in value or "action" in value or _documented_details(value["action_details"])
    if "action" in value and action_name(value["action"]):
        return "cmd" not in value and bool(_BESIDE & value.keys())
    return isinstance(lead, Mapping) and len(_TELLING & lead.keys()) >= _ENOUGH


def _documented_details(details: Any) -> bool:
    return isinstance(details, Mapping) and bool(_DETAILS_KEYS & details.keys())


def is_ipn(value: Mapping[str, Any]) -> bool:
    """Whether this is a flat IPN post: a transaction type, and the transaction beside it."""
    kind = value.get(DISCRIMINATOR)
    known = isinstance(kind, str) and kind.strip().casefold() in TRANSACTION_TYPES
    return known and "action" not in value and len(IPN_KEYS & value.keys()) > _ENOUGH
