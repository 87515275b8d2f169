"""The tables of what a store keeps, made from the bodies it received, so that no field is missing."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, select

from kartra.bodies import bodies
from kartra.event import Event, Problem
from kartra.reading import read
from kartra.tables.gathering import Gathered, Gathering
from store.questions.person_names import Identity, of
from store.tables import delivery, event

_NAMED_AT_MOST = 500
"""People up to whom only their own deliveries are read; for more it is cheaper to read everything."""


def kept_tables(connection: Connection, people: Iterable[Identity] | None = None) -> Gathered:
    """Leads and transactions of everything that is kept, or of these people."""
    chosen = None if people is None else set(people)
    only: tuple[ColumnElement[bool], ...] = ()
    if chosen is not None and len(chosen) <= _NAMED_AT_MOST:
        only = (delivery.c.id.in_(select(event.c.delivery_id).where(of(chosen))),)
    gathering = Gathering()
    for one in bodies(connection, *only):
        gathering.take(one.told, one.id, slow, one.received_at)
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
