"""The kinds of transactions, from `transaction_type` in any of Kartra's spellings or from the action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kartra.ipn_fields import TRANSACTION_TYPES

KIND_OF_ACTION: Final = {
    "buy_product": "sale",
    "refund_product": "refund",
    "partial_refund_product": "partial_refund",
    "cancel_subscription": "cancellation",
}

EARNING: Final = frozenset({"sale", "rebill"})
RETURNING: Final = frozenset({"refund", "partial_refund", "chargeback"})
ENDING: Final = frozenset({"cancellation", "cancellation_requested", "cancellation_reverted"})
UNDOING: Final = RETURNING | ENDING
"""What tells of a sale before it."""
KINDS: Final = (*TRANSACTION_TYPES, "cancellation_requested", "cancellation_reverted")
"""Kartra's own transactions export adds the last two to the IPN's."""

_SPELLINGS: Final = {
    "request_can": "cancellation_requested",
    "request_cancellation": "cancellation_requested",
    "revert_can": "cancellation_reverted",
    "revert_cancellation": "cancellation_reverted",
    "cancel": "cancellation",
    "cancelled": "cancellation",
    "canceled": "cancellation",
    "charge_back": "chargeback",
    "fail": "failed",
    "failure": "failed",
    "full_refund": "refund",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind, and what was odd about how it was told."""

    kind: str
    note: Literal["", "missing", "unknown", "contradicts-action"] = ""
    message: str = ""


def kind_of(told: str, action: str = "") -> Kind:
    """The kind that `transaction_type` tells; the action decides only where the type says nothing.

    One section documents refund_product and partial_refund_product together, so those two may disagree.
    """
    expected = KIND_OF_ACTION.get(action, "")
    if not told:
        if expected:
            return Kind(expected)
        return Kind("unknown", "missing", "Neither transaction_type nor the action says what kind this is.")
    kind = spelled(told)
    if kind not in KINDS:
        return Kind(
            kind, "unknown", f"“{told[:40]}” is no documented transaction type; its amount counts nowhere."
        )
    if expected and kind != expected:
        message = f"The action says {expected}, transaction_type says {kind}; the type is taken."
        return Kind(kind, "contradicts-action", message)
    return Kind(kind)


def spelled(told: str) -> str:
    """A type as the IPN spells it: “Partial refund” is partial_refund."""
    name = "_".join(told.strip().casefold().replace(".", " ").replace("-", " ").replace("_", " ").split())
    return _SPELLINGS.get(name, name)
