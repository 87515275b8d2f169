"""An IPN post and its outbound twin are one transaction that knows what both say."""

from __future__ import annotations

import itertools

import msgspec
from sqlalchemy import select

from store import Arrival, EventRow, Rows, Store, TxnRow
from store.tables import roll_rev, txn

OUTBOUND = TxnRow(
    "", "sale", amount_cents=4900, original_id="1", rebill_days=30, pay_number=1, processor="PayPal"
)
IPN = TxnRow("", "sale", amount_cents=4900, surface="ipn", trial=1, trial_days=7, lead_email="a@x.com")


def keep(store: Store, number: str, *rows: TxnRow) -> None:
    for at, row in enumerate(rows):
        told = Rows((EventRow("x"),), (msgspec.structs.replace(row, transaction_id=number),))
        store.write(Arrival("kartra", 1, f"{number} {at}".encode(), rows=told)).result()


def test_it_is_counted_once_and_complete_in_any_order(kept: Store) -> None:
    orders = list(itertools.permutations([OUTBOUND, IPN, OUTBOUND]))
    for number, order in enumerate(orders):
        keep(kept, str(number), *order)
    with kept.reading() as connection:
        rows = connection.execute(select(txn)).mappings().all()
        (revenue,) = connection.execute(select(roll_rev.c.n, roll_rev.c.cents)).all()
    told = ("original_id", "rebill_days", "pay_number", "processor", "trial", "trial_days", "lead_email")
    assert {tuple(row[name] for name in told) for row in rows} == {("1", 30, 1, "PayPal", 1, 7, "a@x.com")}
    assert tuple(revenue) == (len(orders), 4900 * len(orders))


def test_what_was_told_first_is_never_replaced(kept: Store) -> None:
    keep(kept, "1", TxnRow("", "sale", processor="Stripe"), TxnRow("", "sale", processor="PayPal"))
    with kept.reading() as connection:
        assert connection.execute(select(txn.c.processor)).scalar() == "Stripe"
