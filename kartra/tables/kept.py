"""The tables of what a store keeps, made from the bodies it received, so that no field is missing."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from sqlalchemy import Connection, select

from kartra.event import Event, Problem
from kartra.reading import read
from kartra.tables.gathering import Gathered, Gathering
from store.questions.person_names import Identity, of
from store.tables import delivery, event

_ROWS = 512
_NAMED_AT_MOST = 500
"""People up to whom only their own deliveries are read; for more it is cheaper to read everything."""


def kept_tables(connection: Connection, people: Iterable[Identity] | None = None) -> Gathered:
    """Leads and transactions of everything that is kept, or of these people."""
    chosen = None if people is None else set(people)
    wanted = select(delivery.c.id, delivery.c.received_at, delivery.c.body).order_by(delivery.c.id)
    if chosen is not None and len(chosen) <= _NAMED_AT_MOST:
        wanted = wanted.where(delivery.c.id.in_(select(event.c.delivery_id).where(of(chosen))))
    gathering = Gathering()
    for row in connection.execute(wanted.execution_options(yield_per=_ROWS)):
        gathering.take(row.body, row.id, slow, row.received_at)
    gathered = gathering.tables()
    return gathered if chosen is None else _only(gathered, chosen)


def slow(data: bytes, number: int) -> tuple[Iterable[Event], Iterable[Problem]]:
    """Read a body the careful way."""
    reading = read(data)
    return reading.events, reading.problems


def _only(gathered: Gathered, chosen: set[Identity]) -> Gathered:
    names = {f"{kind}:{value}" for kind, value in chosen}
    known = [bool(names & set(one.split(", "))) for one in gathered.leads["known_as"].to_pylist()]
    columns = ("lead_id", "lead_email")
    buyers = zip(*(gathered.transactions[name].to_pylist() for name in columns), strict=True)
    bought = [f"id:{id_}" in names or f"email:{(email or '').lower()}" in names for id_, email in buyers]
    leads = gathered.leads.filter(pa.array(known, pa.bool_()))
    transactions = gathered.transactions.filter(pa.array(bought, pa.bool_()))
    return Gathered(leads, transactions, gathered.told, gathered.nameless, gathered.problems)
