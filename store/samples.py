"""Sample data: told apart by its source and its bin, and taken out again without a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, delete, func, select

from store import search_index
from store.dialect import add
from store.documents import documents_of
from store.latency import bucket
from store.moment import day_of
from store.tables import bin_, call, delivery, event, mark, pending, roll, roll_latency, txn, visit
from store.uncounting import uncount

SAMPLE = "sample"
"""The source of sample visits, and the bin of sample deliveries."""

_VISITS = select(visit.c.id).where(visit.c.source == SAMPLE)
_DELIVERIES = select(delivery.c.id).where(delivery.c.bin == SAMPLE)
_EVENTS = select(event.c.id).where(event.c.delivery_id.in_(_DELIVERIES))
_BY_SAMPLE = (f"visit.{SAMPLE}", f"call.{SAMPLE}")
_BY_BIN = ("delivery", "unread", "refused", "evicted")

_Counts = Counter[tuple[Any, ...]]


def samples_kept(connection: Connection) -> tuple[int, int]:
    """How many sample visits and sample deliveries there are."""
    visits = select(func.count()).select_from(visit).where(visit.c.source == SAMPLE)
    deliveries = select(func.count()).select_from(delivery).where(delivery.c.bin == SAMPLE)
    return connection.execute(visits).scalar_one(), connection.execute(deliveries).scalar_one()


def first_sample(connection: Connection) -> int | None:
    """The id of the oldest sample delivery: another one once samples were taken out, or loaded again."""
    return connection.execute(select(func.min(delivery.c.id)).where(delivery.c.bin == SAMPLE)).scalar()


class RemoveSamples(msgspec.Struct, frozen=True):
    """Take every sample out: rows, search words and what they added to the roll-ups."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Nothing is left to count when this is done."""
        uncount(connection, _DELIVERIES)
        add(connection, roll_latency, {key: (-n,) for key, n in _latencies(connection).items()})
        kept = connection.execute(_DELIVERIES).scalars().all()
        search_index.forget(connection, documents_of(connection, kept))
        for table, which in (
            (call, call.c.visit_id.in_(_VISITS)),
            (visit, visit.c.source == SAMPLE),
            (txn, txn.c.event_id.in_(_EVENTS)),
            (event, event.c.delivery_id.in_(_DELIVERIES)),
            (mark, mark.c.delivery_id.in_(_DELIVERIES)),
            (pending, pending.c.delivery_id.in_(_DELIVERIES)),
            (delivery, delivery.c.bin == SAMPLE),
            (bin_, bin_.c.name == SAMPLE),
            (roll, roll.c.kind.in_(_BY_SAMPLE)),
            (roll, roll.c.kind.in_(_BY_BIN) & (roll.c.name == SAMPLE)),
        ):
            connection.execute(delete(table).where(which))
        return [None] * len(changes)


def _latencies(connection: Connection) -> _Counts:
    rows = select(call.c.ts, call.c.endpoint, call.c.elapsed_us).where(call.c.visit_id.in_(_VISITS))
    return Counter(
        (day_of(ts), endpoint, bucket(elapsed_us)) for ts, endpoint, elapsed_us in connection.execute(rows)
    )
