"""The transactions that a store keeps, as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, literal, select, tuple_

from kartra.moment import clock_text
from kartra.transaction import Transaction
from store.tables import event, txn

_SAME: Final = (
    "transaction_id", "kind", "surface", "ts", "product_id", "product_name", "amount_cents", "original_id",
    "parent_id", "subscription_id", "internal_subscription_id", "pay_number", "payments_left", "rebill_days",
    "trial", "trial_days", "processor", "affiliate_id", "tracking_1", "tracking_2", "lead_id", "lead_email",
)  # fmt: skip

_ROWS = 4096


def kept_transactions(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Transaction]:
    """Every kept transaction that meets the conditions, read some thousands at a time."""
    columns = (*(txn.c[name] for name in _SAME), txn.c.price_point, event.c.lead_name)
    named = select(*columns).outerjoin_from(txn, event, event.c.id == txn.c.event_id).where(*where)
    key = tuple_(txn.c.transaction_id, txn.c.kind)
    page = named.order_by(txn.c.transaction_id, txn.c.kind).limit(_ROWS)
    rows = connection.execute(page).all()
    while rows:
        yield from map(_transaction, rows)
        last = rows[-1]
        further = page.where(key > tuple_(literal(last.transaction_id), literal(last.kind)))
        rows = connection.execute(further).all() if len(rows) == _ROWS else []


def _transaction(row: Row[Any]) -> Transaction:
    told = dict(zip(_SAME, row, strict=False))
    told["trial"] = bool(told["trial"])
    point = row.price_point
    return Transaction(
        **told,
        price_point=int(point) if point.isdecimal() and len(point) < 19 else None,
        date=clock_text(row.ts),
        zone="EST (UTC-5)",
        lead_name=row.lead_name or "",
    )
