"""Samples go without a trace, and nothing else goes with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from store import Arrival, CallFacts, EventRow, RecordedVisit, Rows, Store, TxnRow, VisitFacts, connect
from store.samples import SAMPLE, RemoveSamples, samples_kept
from store.tables import call, delivery, event, roll, roll_latency, roll_rev, txn, visit

BEGAN = 1_790_000_000_000


def a_visit(number: int, source: str) -> RecordedVisit:
    made = CallFacts("leads/import", BEGAN + number, elapsed_us=900, result="SUCCESS", steps=("t_lead",))
    return RecordedVisit(f"{source}-{number}", VisitFacts(source=source, aff_id="A"), (made,))


def an_arrival(number: int, bin_name: str) -> Arrival:
    bought = EventRow("buy_product", lead_email=f"{bin_name}@example.com", findings=("truncated",))
    paid = TxnRow(f"{bin_name}-{number}", "sale", product_id="1", amount_cents=4900)
    return Arrival(bin_name, BEGAN, b"%s %d" % (bin_name.encode(), number), rows=Rows((bought,), (paid,)))


def keep(store: Store, source: str, bin_name: str, numbers: range) -> None:
    writing = [store.write(a_visit(number, source)) for number in numbers]
    writing += [store.write(an_arrival(number, bin_name)) for number in numbers]
    for future in writing:
        future.result()


def kept(connection: Connection) -> dict[str, Any]:
    """What is kept, but for the counts that have become zero."""
    found: dict[str, Any] = {
        table.name: sorted(map(str, connection.execute(select(table)).all()))
        for table in (visit, call, delivery, event, txn)
    }
    for table in (roll, roll_rev, roll_latency):
        rows = connection.execute(select(table)).all()
        found[table.name] = sorted(str(row) for row in rows if row.n)
    return found


def test_everything_is_as_it_was_before_the_samples_came() -> None:
    store = connect()
    keep(store, "http", "kartra", range(3))
    with store.reading() as connection:
        before = kept(connection)
    keep(store, SAMPLE, SAMPLE, range(3, 9))
    with store.reading() as connection:
        assert samples_kept(connection) == (6, 6)
        assert kept(connection) != before
    store.write(RemoveSamples()).result()
    with store.reading() as connection:
        assert samples_kept(connection) == (0, 0)
        assert kept(connection) == before
