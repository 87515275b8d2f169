"""Taking deliveries out of the roll-ups: exactly what reading them added."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from store.dialect import add
from store.moment import day_of
from store.tables import delivery, event, pending, roll, roll_rev, txn


def uncount(connection: Connection, which: Select[Any]) -> None:
    """Take these deliveries, by their ids, out of the counts of deliveries, events, findings and money."""
    counts = _deliveries(connection, which) + _events(connection, which)
    add(connection, roll, {key: (-n,) for key, n in counts.items()})
    columns = (txn.c.day, txn.c.kind, txn.c.product_id, txn.c.affiliate_id, txn.c.tracking_1)
    money = select(*columns, func.count(), func.coalesce(func.sum(txn.c.amount_cents), 0))
    events = select(event.c.id).where(event.c.delivery_id.in_(which))
    rows = connection.execute(money.where(txn.c.event_id.in_(events)).group_by(*columns))
    add(connection, roll_rev, {tuple(row[:5]): (-row[5], -int(row[6])) for row in rows})


def _deliveries(connection: Connection, which: Select[Any]) -> Counter[tuple[Any, ...]]:
    """What has not been read yet has not been counted either."""
    counts: Counter[tuple[Any, ...]] = Counter()
    columns = (delivery.c.received_at, delivery.c.bin, delivery.c.ok)
    read = select(*columns).where(
        delivery.c.id.in_(which), delivery.c.id.not_in(select(pending.c.delivery_id))
    )
    for at, name, ok in connection.execute(read):
        counts[day_of(at), "delivery", name] += 1
        if not ok:
            counts[day_of(at), "unread", name] += 1
    return counts


def _events(connection: Connection, which: Select[Any]) -> Counter[tuple[Any, ...]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    columns = (event.c.day, event.c.action, event.c.dup, event.c.findings)
    for row in connection.execute(select(*columns).where(event.c.delivery_id.in_(which))):
        counts[row.day, "duplicate" if row.dup else "event", row.action] += 1
        for code in row.findings.split():
            counts[row.day, "finding", code] += 1
    return counts
