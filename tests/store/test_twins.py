"""An IPN post and its outbound twin are one transaction that knows what both say."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import select

from store import Arrival, EventRow, Rows, TxnRow, connect
from store.tables import roll_rev, txn

OUTBOUND = TxnRow(
    "1", "sale", amount_cents=4900, original_id="1", rebill_days=30, pay_number=1, processor="Stripe"
)
IPN = TxnRow("1", "sale", amount_cents=4900, surface="ipn", trial=1, trial_days=7, lead_email="a@x.com")


@pytest.mark.parametrize("order", list(itertools.permutations([OUTBOUND, IPN, OUTBOUND])))
def test_it_is_counted_once_and_complete_in_any_order(order: tuple[TxnRow, ...]) -> None:
    store = connect()
    for number, row in enumerate(order):
        event = EventRow("buy_product", surface=row.surface)
        store.write(Arrival("kartra", 1, str(number).encode(), rows=Rows((event,), (row,)))).result()
    with store.reading() as connection:
        (kept,) = connection.execute(select(txn)).mappings().all()
        (revenue,) = connection.execute(select(roll_rev.c.n, roll_rev.c.cents)).all()
    told = ("original_id", "rebill_days", "pay_number", "processor", "trial", "trial_days", "lead_email")
    assert tuple(kept[name] for name in told) == ("1", 30, 1, "Stripe", 1, 7, "a@x.com")
    assert tuple(revenue) == (1, 4900)


def test_what_was_told_first_is_never_replaced() -> None:
    store = connect()
    for number, processor in enumerate(("Stripe", "PayPal")):
        row = TxnRow("1", "sale", processor=processor)
        store.write(Arrival("kartra", 1, str(number).encode(), rows=Rows((EventRow("x"),), (row,)))).result()
    with store.reading() as connection:
        assert connection.execute(select(txn.c.processor)).scalar() == "Stripe"
