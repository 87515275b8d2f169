"""Arrivals for tests: ordinary unless told otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql import FromClause

from store import Arrival, EventRow, Rows, Store, TxnRow
from store.deliveries import Kept

NOW = 1_790_000_000_000


def arrival(number: int = 1, **changed: Any) -> Arrival:
    """An arrival whose body is its own; later by a second for each number."""
    values: dict[str, Any] = {
        "bin": "kartra",
        "received_at": NOW + number * 1_000,
        "body": b'{"number": %d}' % number,
        "path": "/in/kartra",
        "rows": Rows(),
    }
    return Arrival(**values | changed)


def sale(number: int, cents: int = 4_900, **changed: Any) -> Rows:
    """One purchase with its transaction."""
    event: dict[str, Any] = {
        "lead_id": str(number),
        "lead_email": f"person{number}@example.com",
        "lead_name": f"Zoë Santos{number}",
        "subject": "Course A",
        "amount_cents": cents,
        "words": f"ACME T{number}",
    }
    row = TxnRow(f"T{number}", "sale", product_id="7", amount_cents=cents)
    return Rows((EventRow("buy_product", **event | changed),), (row,))


def keep(store: Store, *arrivals: Arrival) -> list[Kept]:
    """Write them one after another; how each was kept."""
    return [store.write(one).result() for one in arrivals]  # type: ignore[misc]


def count(store: Store, table: FromClause) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar() or 0


def eventually(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait for a condition; fail when it never comes to hold."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to hold"
        time.sleep(0.01)
