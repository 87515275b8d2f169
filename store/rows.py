"""What a reader of bodies hands to the store: one row for each event and each transaction in a delivery."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class EventRow(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One event of a delivery, as lists and charts need it."""

    action: str
    """`buy_product` and so on; empty for a form post that names none."""
    surface: str = "outbound"
    """`outbound` or `ipn`."""
    position: int = 0
    """Its place in the body, from 0."""
    ts: int | None = None
    """UTC ms, when the event says when it happened; otherwise the delivery's own time stands in."""
    lead_id: str = ""
    lead_email: str = ""
    lead_name: str = ""
    subject: str = ""
    """The product, tag, list or page that it is about."""
    amount_cents: int | None = None
    findings: tuple[str, ...] = ()
    """Codes of what is unusual."""
    words: str = ""
    """What else people may search it by: phone, company, city, ids."""


class TxnRow(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One movement of money; kept once for each (transaction_id, kind), however often it is delivered."""

    transaction_id: str
    kind: str
    """`sale`, `rebill`, `refund`, `partial_refund`, `chargeback`, `failed` or `cancellation`."""
    position: int = 0
    """The position of its event."""
    ts: int | None = None
    """UTC ms; the delivery's own time when the transaction names none."""
    product_id: str = ""
    product_name: str = ""
    price_point: str = ""
    amount_cents: int | None = None
    """As the event says it, never negative: the kind tells which way it went."""
    original_id: str = ""
    parent_id: str = ""
    subscription_id: str = ""
    internal_subscription_id: str = ""
    """Kartra's own number of the subscription, beside the processor's."""
    pay_number: int | None = None
    payments_left: int | None = None
    rebill_days: int | None = None
    """Days until the next payment."""
    trial: int = 0
    """1 while the payment is a trial's."""
    trial_days: int | None = None
    processor: str = ""
    affiliate_id: str = ""
    tracking_1: str = ""
    tracking_2: str = ""
    lead_id: str = ""
    lead_email: str = ""
    surface: str = "outbound"


class Rows(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What one body holds."""

    events: tuple[EventRow, ...] = ()
    txns: tuple[TxnRow, ...] = ()
    ok: bool = True
    """Whether the body could be read to its end."""


Reader = Callable[[bytes, str, str], Rows]
"""Body, content type and query string to rows; never raises."""
