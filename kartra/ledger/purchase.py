"""A purchase: one order or one subscription with its instalments, what undid them, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kartra.event import Finding
from kartra.ledger.instalments import Instalment
from kartra.transaction import Transaction

Status = Literal[
    "active", "trial", "overdue", "past due", "cancelled", "completed", "refunded", "charged back",
    "paid", "partly refunded", "sale not here", "never paid", "not understood",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Purchase:
    """All that is known of one order or subscription at one point in time; amounts in integer cents."""

    key: str
    """The order that began it, otherwise the subscription's id: the same whatever the order of arrival."""
    is_subscription: bool
    subscription_id: str
    original_id: str
    person: str
    """One name for all ids and addresses of the buyer; empty when nobody is named."""
    lead_id: str
    lead_email: str
    lead_name: str
    product_id: str
    product_name: str
    price_point: int | None
    entries: tuple[Transaction, ...]
    """Oldest first; undated ones last."""
    instalments: tuple[Instalment, ...]
    gaps: tuple[tuple[int, int], ...]
    """Instalments that must have been and are not here, as first and last pay number of each gap."""
    paid_cents: int
    returned_cents: int
    """Refunds, partial refunds and chargebacks, as a positive number."""
    started: int | None
    ended: int | None
    """When it stopped earning; None while it goes on."""
    trial: bool
    is_endless: bool
    """payments_left was 9999."""
    total_payments: int | None
    """How many instalments were agreed; None when endless or not told."""
    rebill_days: int | None
    next_due: int | None
    status: Status
    remarks: tuple[Finding, ...]

    @property
    def balance_cents(self) -> int:
        """Paid less returned."""
        return self.paid_cents - self.returned_cents

    @property
    def missing(self) -> int:
        """How many instalments are missing."""
        return sum(last - first + 1 for first, last in self.gaps)


def gaps_text(gaps: Sequence[tuple[int, int]]) -> str:
    """Gaps as people write them: 2, 4–6."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in gaps)
