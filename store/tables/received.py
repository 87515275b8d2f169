"""What was received and sent: bins, deliveries, and the narrow rows read from them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Index, LargeBinary, Table, Text, literal_column

from store.packing import Packed
from store.tables.columns import KEYED, NUMBERED_ONCE, Int, key, metadata, number, text

bin_ = Table(
    "bin",
    metadata,
    Column("name", Text, primary_key=True),
    text("secret"),
    number("status", 200),
    text("headers", "{}"),
    text("body"),
    number("delay_ms"),
    number("cors"),
    number("paused"),
    number("keep_count", None),
    number("keep_days", None),
    number("dup_window_ms", 600_000),
    number("created_at"),
    number("evicted"),
    number("refused"),
    **KEYED,
)

delivery = Table(
    "delivery",
    metadata,
    key(),
    text("bin"),
    number("received_at"),
    text("method"),
    text("path"),
    text("query"),
    text("remote"),
    text("content_type"),
    number("size"),
    number("dkey"),
    number("dup_of", None),
    number("ok", 1),
    text("idempotency_key", None),
    text("headers", "[]"),
    # Last, so that a row's other columns are read without following its overflow pages.
    Column("body", Packed, nullable=False),
    **NUMBERED_ONCE,
)


def _rare(name: str, where: ColumnElement[bool], *columns: Column[Any]) -> Index:
    """What few rows are is found among those few; most rows cost nothing here."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


SMALL_SIZE, USUAL_SIZE = 256, 8_192
"""Bytes; hardly any event is smaller or larger."""
USUAL_TYPE = "application/json"
UNUSUAL_TYPE = delivery.c.content_type != literal_column(f"'{USUAL_TYPE}'")
_NOTHING = literal_column("''", Text)
_OF_BIN = literal_column("'/in/'", Text) + delivery.c.bin
PATH_OF_BIN = delivery.c.path == _OF_BIN
UNUSUAL_PATH = delivery.c.path != _OF_BIN
_rare("delivery_dup", delivery.c.dup_of.is_not(None), delivery.c.id)
_rare("delivery_unread", delivery.c.ok == 0, delivery.c.id)
_rare("delivery_small", delivery.c.size < SMALL_SIZE, delivery.c.size)
_rare("delivery_large", delivery.c.size > USUAL_SIZE, delivery.c.size)
_rare("delivery_type", UNUSUAL_TYPE, delivery.c.content_type)
_rare("delivery_path", UNUSUAL_PATH, delivery.c.path)
Index("delivery_from", delivery.c.remote)
_rare("delivery_method", delivery.c.method != "POST", delivery.c.method)
_HAS_QUERY = delivery.c.query != ""
_rare("delivery_query", _HAS_QUERY, delivery.c.id, delivery.c.query).ddl_if(dialect="sqlite")
# An index of PostgreSQL has no room for long texts, and a query string can not be cut: it is read.
_rare("delivery_query", _HAS_QUERY, delivery.c.id).ddl_if(dialect="postgresql")
Index("delivery_bin", delivery.c.bin, delivery.c.id)
Index("delivery_time", delivery.c.received_at)
_rare("delivery_idempotency", delivery.c.idempotency_key.is_not(None), delivery.c.idempotency_key)

pending = Table(
    "pending",
    metadata,
    Column("delivery_id", Int, primary_key=True, autoincrement=False),
)
"""Deliveries that are kept but not read yet: whoever takes one from here writes its projections."""

mark = Table(
    "mark",
    metadata,
    Column("delivery_id", Int, primary_key=True, autoincrement=False),
    number("pinned"),
    text("note"),
    text("tags"),
)

event = Table(
    "event",
    metadata,
    key(),
    number("delivery_id"),
    number("position"),
    number("day"),
    number("ts"),
    text("surface"),
    text("action"),
    text("lead_id"),
    text("lead_email"),
    text("lead_name"),
    text("subject"),
    number("amount_cents", None),
    text("findings"),
    text("words"),
    number("dup"),
    **NUMBERED_ONCE,
)
Index("event_delivery", event.c.delivery_id)
# What was found stands in the index as well, so that a search for one kind reads nothing else.
_rare("event_findings", event.c.findings != "", event.c.delivery_id, event.c.findings)
Index("event_day", event.c.day)
# Each event would change a page of its own in these: SQLite finds people and actions in the full-text index.
for _name, _column in (("lead", event.c.lead_id), ("email", event.c.lead_email), ("action", event.c.action)):
    Index(f"event_{_name}", _column, event.c.delivery_id).ddl_if(dialect="postgresql")

txn = Table(
    "txn",
    metadata,
    Column("transaction_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    number("event_id"),
    number("day"),
    number("ts"),
    text("product_id"),
    text("product_name"),
    text("price_point"),
    number("amount_cents", None),
    text("original_id"),
    text("parent_id"),
    text("subscription_id"),
    text("internal_subscription_id"),
    number("pay_number", None),
    number("payments_left", None),
    number("rebill_days", None),
    number("trial"),
    number("trial_days", None),
    text("processor"),
    text("affiliate_id"),
    text("tracking_1"),
    text("tracking_2"),
    text("lead_id"),
    text("lead_email"),
    text("surface"),
    **KEYED,
)
Index("txn_day", txn.c.day, txn.c.kind, txn.c.product_id, txn.c.amount_cents)
Index("txn_time", txn.c.ts, txn.c.transaction_id, txn.c.kind)
# Joined with nothing: written plainly, the index of ids would be asked for all that have none.
NAMELESS = txn.c.lead_id.concat(_NOTHING) == _NOTHING
_rare("txn_email", NAMELESS, txn.c.lead_email)
Index("txn_lead", txn.c.lead_id)
Index("txn_event", txn.c.event_id)

attempt = Table(
    "attempt",
    metadata,
    key(),
    text("batch"),
    number("delivery_id", None),
    number("parent_id", None),
    text("trigger"),
    number("sent_at"),
    text("method"),
    text("url"),
    text("headers", "[]"),
    Column("body", LargeBinary, nullable=False),
    number("status", None),
    text("answer_headers", "[]"),
    text("answer"),
    number("elapsed_us", None),
    text("error"),
    **NUMBERED_ONCE,
)
Index("attempt_batch", attempt.c.batch, attempt.c.id)
Index("attempt_delivery", attempt.c.delivery_id)
