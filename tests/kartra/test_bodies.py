"""What is kept is read back whole, page by page, from either database."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from kartra import bodies as paging
from kartra.bodies import bodies
from kartra.drift import Seen
from kartra.drift.kept import look
from kartra.ledger import Ledger
from kartra.ledger import kept as keeping
from kartra.ledger.kept import kept_transactions
from kartra.lifecycles.sample import sample_events
from kartra.reading import read
from kartra.rows import rows_of
from kartra.tables.kept import kept_tables
from kartra.telling import transactions_of
from store import Arrival, connect
from tests.postgres import database

SENT = sample_events(120, seed=11)


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_ledger_tables_and_drift_are_those_of_what_was_sent(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "_ROWS", 7)
    monkeypatch.setattr(keeping, "_ROWS", 5)
    with ExitStack() as stack:
        store = connect(stack.enter_context(database()) if engine == "postgresql" else None)
        stack.callback(store.close)
        writing = [store.write(Arrival("kartra", one.at, one.body, rows=rows_of(one.body))) for one in SENT]
        for future in writing:
            future.result()
        with store.reading() as connection:
            assert [one.body for one in bodies(connection)] == [one.body for one in SENT]
            ledger = Ledger.of(kept_transactions(connection))
            gathered = kept_tables(connection)
            seen = Seen()
            look(connection, seen)
    told = [one for sent in SENT for one in transactions_of(read(sent.body).events)]
    assert ledger.balance_cents == Ledger.of(told).balance_cents
    assert gathered.transactions.num_rows == len(told)
    assert gathered.told == seen.events == 120
