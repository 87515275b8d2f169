"""From a body to the rows that the store keeps of it: one an event, one a transaction."""

from __future__ import annotations

from datetime import UTC

from kartra import identity
from kartra.event import Event, Reading
from kartra.lead import Lead
from kartra.moment import LATEST, moment
from kartra.ordinary_rows import WORDS, ordinary_rows
from kartra.reading import read
from kartra.sentence import subject
from kartra.transaction import Transaction
from store import EventRow, Rows, TxnRow

_SECONDS = 100_000_000_000
"""An epoch time below this is in seconds: in milliseconds it would be before 1973."""


def rows_of(body: bytes, content_type: str = "", query: str = "") -> Rows:
    """Return the rows of one arrival; never raises. What a body is, the body tells, not its header."""
    return ordinary_rows(body) or rows(read(body or query.encode()))


def rows(reading: Reading) -> Rows:
    """Return one row for each event and transaction; ok when the input could be read, event or not."""
    events: list[EventRow] = []
    txns: list[TxnRow] = []
    for position, event in enumerate(reading.events):
        one = _rows_of_one(position, event, Transaction.of(event))
        events += one.events
        txns += one.txns
    return Rows(tuple(events), tuple(txns), reading.is_whole)


def _rows_of_one(position: int, event: Event, transaction: Transaction | None) -> Rows:
    row = _event_row(event, position, transaction)
    numbered = transaction is not None and transaction.transaction_id
    return Rows((row,), (_txn_row(transaction, position),) if transaction and numbered else ())


def _event_row(event: Event, position: int, transaction: Transaction | None) -> EventRow:
    lead = Lead.of(event)
    words = [identity.text(event.lead.get(key)) for key in WORDS]
    words += [transaction.transaction_id, transaction.subscription_id] if transaction else []
    return EventRow(
        action=identity.stored(event.action or ""),
        surface=event.surface,
        position=position,
        ts=transaction.ts if transaction and transaction.ts is not None else received_ms(event),
        lead_id=identity.stored(lead.lead_id),
        lead_email=identity.stored(lead.email),
        lead_name=identity.stored(lead.name),
        subject=identity.stored(transaction.product_name if transaction else subject(event)),
        amount_cents=_revenue(transaction) if transaction else None,
        findings=tuple(dict.fromkeys(f.code for f in event.findings if f.severity != "info")),
        words=identity.stored(" ".join(word for word in words if word)),
    )


def received_ms(event: Event) -> int | None:
    """When the envelope says the event came in, in UTC ms; a time without a zone is taken to be UTC."""
    told = event.received_at or ""
    if told.isascii() and told.isdecimal() and len(told) < 17:
        ms = int(told) if int(told) > _SECONDS else int(told) * 1000
        return ms if ms <= LATEST else None
    return moment(told, UTC).ms


def _revenue(transaction: Transaction) -> int | None:
    return None if transaction.amount_cents is None else transaction.revenue_cents


def _txn_row(txn: Transaction, position: int) -> TxnRow:
    return TxnRow(
        transaction_id=identity.stored(txn.transaction_id),
        kind=identity.stored(txn.kind),
        position=position,
        ts=txn.ts,
        product_id=identity.stored(txn.product_id),
        product_name=identity.stored(txn.product_name),
        price_point="" if txn.price_point is None else str(txn.price_point),
        amount_cents=txn.amount_cents,
        original_id=identity.stored(txn.original_id),
        parent_id=identity.stored(txn.parent_id),
        subscription_id=identity.stored(txn.subscription_id),
        internal_subscription_id=identity.stored(txn.internal_subscription_id),
        pay_number=txn.pay_number,
        payments_left=txn.payments_left,
        rebill_days=txn.rebill_days,
        trial=int(txn.trial),
        trial_days=txn.trial_days,
        processor=identity.stored(txn.processor),
        affiliate_id=identity.stored(txn.affiliate_id),
        tracking_1=identity.stored(txn.tracking_1),
        tracking_2=identity.stored(txn.tracking_2),
        lead_id=identity.stored(txn.lead_id),
        lead_email=identity.stored(txn.lead_email),
        surface=txn.surface,
    )
