"""The narrow rows that charts and tables read, from what a reader found; disposable, as bodies stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec.structs import astuple
from sqlalchemy import Connection, update

from store.bulk import insert_rows
from store.dialect import add, next_ids
from store.moment import day_of
from store.rows import EventRow, Rows, TxnRow
from store.search_index import document, index
from store.shortened import shortened_rows
from store.tables import delivery, event, roll, roll_rev
from store.twins import complete


class Read(NamedTuple):
    """A delivery and what a reader found in it."""

    delivery_id: int
    bin: str
    received_at: int
    dup_of: int | None
    query: str
    rows: Rows


_EVENT = (
    "id", "delivery_id", "position", "day", "ts", "surface", "action", "lead_id", "lead_email", "lead_name",
    "subject", "amount_cents", "findings", "words", "dup",
)  # fmt: skip


def project(connection: Connection, reads: Sequence[Read]) -> None:
    """Write events, transactions, search words and roll-ups of deliveries that have none yet."""
    if not reads:
        return
    reads = [one._replace(rows=shortened_rows(one.rows)) for one in reads]
    found = [(one, row) for one in reads for row in one.rows.events]
    ids = next_ids(connection, event, len(found))
    insert_rows(
        connection, "event", _EVENT, [_event(id_, *pair) for id_, pair in zip(ids, found, strict=True)]
    )
    numbers = {(one.delivery_id, row.position): id_ for id_, (one, row) in zip(ids, found, strict=True)}
    _keep_money(connection, reads, numbers)
    index(connection, [document(one.delivery_id, one.query, one.rows.events) for one in reads])
    unread = [one.delivery_id for one in reads if not one.rows.ok]
    if unread:
        connection.execute(update(delivery).where(delivery.c.id.in_(unread)).values(ok=0))
    add(connection, roll, _counts(reads))


def _event(id_: int, one: Read, row: EventRow) -> tuple[Any, ...]:
    ts = one.received_at if row.ts is None else row.ts
    return (
        id_, one.delivery_id, row.position, day_of(ts), ts, row.surface, row.action, row.lead_id,
        row.lead_email.lower(), row.lead_name, row.subject, row.amount_cents, " ".join(row.findings),
        row.words, int(one.dup_of is not None),
    )  # fmt: skip


def _counts(reads: Sequence[Read]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    counts: Counter[tuple[int, str, str]] = Counter()
    for one in reads:
        arrived = day_of(one.received_at)
        counts[arrived, "delivery", one.bin] += 1
        if not one.rows.ok:
            counts[arrived, "unread", one.bin] += 1
        kind = "event" if one.dup_of is None else "duplicate"
        for row in one.rows.events:
            day = arrived if row.ts is None else day_of(row.ts)
            counts[day, kind, row.action] += 1
            for code in row.findings:
                counts[day, "finding", code] += 1
    return {key: (n,) for key, n in counts.items()}


_TXN = (*(name for name in TxnRow.__struct_fields__ if name != "position"), "event_id", "day")
_AT = {name: at for at, name in enumerate(_TXN)}
_POSITION = TxnRow.__struct_fields__.index("position")
_FIRST_WINS = "ON CONFLICT DO NOTHING RETURNING transaction_id, kind"


def _keep_money(connection: Connection, reads: Sequence[Read], numbers: dict[tuple[int, int], int]) -> None:
    """Each (transaction_id, kind) counts once: the first wins, on this surface or the other."""
    rows: dict[tuple[str, str], tuple[Any, ...]] = {}
    for read in reads:
        for one in read.rows.txns:
            row = _txn(one, read.received_at, numbers.get((read.delivery_id, one.position), 0))
            rows.setdefault((row[_AT["transaction_id"]], row[_AT["kind"]]), row)
    # Sorted, so that two writers of a served database take row locks in one order.
    rows = dict(sorted(rows.items()))
    new = {tuple(key) for key in insert_rows(connection, "txn", _TXN, list(rows.values()), _FIRST_WINS)}
    add(connection, roll_rev, _revenue([row for key, row in rows.items() if key in new]))
    told_again = [row for key, row in rows.items() if key not in new]
    complete(connection, [dict(zip(_TXN, row, strict=True)) for row in told_again])


def _txn(one: TxnRow, received_at: int, event_id: int) -> tuple[Any, ...]:
    """The row, its values in the columns' order."""
    row = list(astuple(one))
    del row[_POSITION]
    row[_AT["ts"]] = ts = received_at if one.ts is None else one.ts
    row[_AT["lead_email"]] = one.lead_email.lower()
    # Money without a number is never taken for a repetition of other money without a number.
    row[_AT["transaction_id"]] = one.transaction_id or f"event-{event_id}"
    return (*row, event_id, day_of(ts))


_DAY, _KIND, _PRODUCT, _AFFILIATE, _SOURCE, _CENTS = (
    _AT[name] for name in ("day", "kind", "product_id", "affiliate_id", "tracking_1", "amount_cents")
)


def _revenue(rows: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for row in rows:
        key = (row[_DAY], row[_KIND], row[_PRODUCT], row[_AFFILIATE], row[_SOURCE])
        n, cents = sums.get(key, (0, 0))
        sums[key] = (n + 1, cents + (row[_CENTS] or 0))
    return sums
