"""The narrow rows that charts and tables read, from what a reader found; disposable, as bodies stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import insert as plain_insert

from store.dialect import add, insert, next_ids
from store.moment import day_of
from store.rows import EventRow, Rows, TxnRow
from store.tables import event, roll, roll_rev, txn
from store.twins import complete

Projected = tuple[int, int, Rows, int | None]
"""Delivery id, its time (UTC ms), its rows, and the delivery it repeats."""


def project(connection: Connection, deliveries: Sequence[Projected]) -> None:
    """Write events, transactions and their roll-ups."""
    found = [(one, row) for one in deliveries for row in one[2].events]
    if not found:
        return
    ids = next_ids(connection, event, len(found))
    rows = [_event(id_, *pair) for id_, pair in zip(ids, found, strict=True)]
    connection.execute(plain_insert(event), rows)
    numbers = {(row["delivery_id"], row["position"]): row["id"] for row in rows}
    _keep_money(connection, deliveries, numbers)
    add(connection, roll, _counts(rows))


def _event(id_: int, one: Projected, row: EventRow) -> dict[str, Any]:
    delivery_id, received_at, _, dup_of = one
    ts = received_at if row.ts is None else row.ts
    return {
        "id": id_,
        "delivery_id": delivery_id,
        "position": row.position,
        "day": day_of(ts),
        "ts": ts,
        "surface": row.surface,
        "action": row.action,
        "lead_id": row.lead_id,
        "lead_email": row.lead_email.lower(),
        "lead_name": row.lead_name,
        "subject": row.subject,
        "amount_cents": row.amount_cents,
        "findings": " ".join(row.findings),
        "dup": int(dup_of is not None),
    }


def _counts(rows: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    counts: Counter[tuple[int, str, str]] = Counter()
    for row in rows:
        counts[row["day"], "duplicate" if row["dup"] else "event", row["action"]] += 1
        for code in row["findings"].split():
            counts[row["day"], "finding", code] += 1
    return {key: (n,) for key, n in counts.items()}


def _keep_money(
    connection: Connection, deliveries: Sequence[Projected], numbers: dict[tuple[int, int], int]
) -> None:
    """Each (transaction_id, kind) counts once: the first wins, on this surface or the other."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for delivery_id, received_at, found, _ in deliveries:
        for one in found.txns:
            row = _txn(one, received_at, numbers.get((delivery_id, one.position), 0))
            rows.setdefault((row["transaction_id"], row["kind"]), row)
    if not rows:
        return
    statement = insert(connection, txn).on_conflict_do_nothing().returning(txn.c.transaction_id, txn.c.kind)
    new = [rows[row.transaction_id, row.kind] for row in connection.execute(statement, list(rows.values()))]
    add(connection, roll_rev, _revenue(new))
    known = {(row["transaction_id"], row["kind"]) for row in new}
    complete(connection, [row for key, row in rows.items() if key not in known])


def _txn(one: TxnRow, received_at: int, event_id: int) -> dict[str, Any]:
    ts = received_at if one.ts is None else one.ts
    row = {name: getattr(one, name) for name in one.__struct_fields__ if name != "position"}
    # Money without a number is never taken for a repetition of other money without a number.
    number = one.transaction_id or f"event-{event_id}"
    return row | {"transaction_id": number, "event_id": event_id, "ts": ts, "day": day_of(ts),
                  "lead_email": one.lead_email.lower()}  # fmt: skip


def _revenue(rows: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for row in rows:
        key = (row["day"], row["kind"], row["product_id"], row["affiliate_id"], row["tracking_1"])
        n, cents = sums.get(key, (0, 0))
        sums[key] = (n + 1, cents + (row["amount_cents"] or 0))
    return sums
