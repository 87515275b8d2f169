"""Arrivals: all of it or nothing, repeated ones marked, money once."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text

from store import EventRow, Rows, Store, TxnRow
from store.bins import Bin, SavedBin, bins
from store.body import Body
from store.catching_up import catch_up
from store.deliveries import dkey
from store.inbox import page
from store.pending import backlog
from store.search import Query
from store.tables import delivery, event, roll, roll_rev, txn
from tests.store.made import NOW, arrival, count, keep, sale


def test_an_arrival_is_kept_to_the_byte(kept: Store) -> None:
    body = bytes(range(256))
    (one,) = keep(kept, arrival(body=body, query="a=1", headers='[["x","ä"]]', rows=Rows(ok=False)))
    with kept.reading() as connection:
        row = connection.execute(select(delivery)).one()
    assert (row.id, bytes(row.body), row.size, row.query, row.headers, row.ok) == (
        one.id, body, 256, "a=1", '[["x","ä"]]', 0,
    )  # fmt: skip


def test_the_same_content_within_the_window_is_marked_and_kept(kept: Store) -> None:
    same = [arrival(body=b"same", received_at=NOW + minutes * 60_000) for minutes in (0, 9, 18, 29)]
    assert [one.dup_of for one in keep(kept, *same)] == [None, 1, 1, None]
    assert count(kept, delivery) == 4


def test_a_window_of_nothing_marks_nothing(kept: Store) -> None:
    same = [arrival(body=b"same", dup_window_ms=0) for _ in range(3)]
    named = [arrival(body=b"same", dup_window_ms=0, idempotency_key=key) for key in "aab"]
    assert [one.dup_of for one in keep(kept, *same, *named)] == [None, None, None, None, 4, None]


def test_repetitions_inside_one_batch_are_marked(kept: Store) -> None:
    futures = [kept.write(arrival(body=b"same")) for _ in range(20)]
    marked = [future.result().dup_of for future in futures]  # type: ignore[attr-defined]
    assert marked == [None] + [1] * 19


def test_the_same_content_in_another_bin_or_at_another_path_is_no_repetition(kept: Store) -> None:
    same = (
        arrival(body=b"same"),
        arrival(body=b"same", bin="other"),
        arrival(body=b"same", path="/in/kartra/x"),
    )
    assert [one.dup_of for one in keep(kept, *same)] == [None, None, None]


def test_a_senders_key_decides_whatever_body_and_time(kept: Store) -> None:
    first = arrival(1, idempotency_key="k", key_decides=True)
    again = arrival(2, idempotency_key="k", key_decides=True, received_at=NOW + 86_400_000)
    other = arrival(1, idempotency_key="another", key_decides=True)
    assert [one.dup_of for one in keep(kept, first, again, other)] == [None, 1, None]


def test_a_proxys_new_number_does_not_make_the_same_body_another(kept: Store) -> None:
    same = arrival(idempotency_key="p1"), arrival(idempotency_key="p2")
    assert [one.dup_of for one in keep(kept, *same)] == [None, 1]


def test_what_another_process_wrote_counts_as_come_before(kept: Store) -> None:
    keep(kept, arrival(1))
    key = dkey(arrival(9), Body.of(arrival(9).body))
    elsewhere = {"id": 50, "bin": "kartra", "received_at": NOW, "body": b"", "dkey": key}
    with kept._writing.begin() as connection:
        connection.execute(insert(delivery).values(elsewhere))
    (one,) = keep(kept, arrival(9, received_at=NOW + 1))
    assert one.dup_of == 50


def test_money_counts_once_however_often_it_is_told(kept: Store) -> None:
    keep(kept, *(arrival(n, rows=sale(1)) for n in range(3)), arrival(9, rows=sale(2, cents=100)))
    with kept.reading() as connection:
        told = connection.execute(select(txn.c.transaction_id).order_by(txn.c.transaction_id))
        assert told.scalars().all() == ["T1", "T2"]
        assert connection.execute(select(roll_rev.c.n, roll_rev.c.cents)).all() == [(2, 5_000)]
    assert count(kept, event) == 4


def test_money_without_a_number_is_never_merged(kept: Store) -> None:
    nameless = Rows(sale(1).events, (TxnRow("", "sale", amount_cents=100),))
    keep(kept, arrival(1, rows=nameless), arrival(2, rows=nameless))
    assert count(kept, txn) == 2


@pytest.mark.postgres
@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
def test_money_is_written_in_one_order_so_that_two_writers_never_wait_for_each_other(kept: Store) -> None:
    told = Rows((EventRow("buy_product"),), tuple(TxnRow(f"T{n}", "sale") for n in (3, 1, 2)))
    keep(kept, arrival(1, rows=told))
    with kept.reading() as connection:
        written = connection.execute(select(txn.c.transaction_id).order_by(text("ctid"))).scalars().all()
    assert written == ["T1", "T2", "T3"]


def test_roll_ups_equal_the_rows_they_count(kept: Store) -> None:
    repeated = arrival(1, rows=sale(1, findings=("odd", "strange")))
    keep(kept, repeated, repeated, arrival(2, rows=Rows(ok=False)))
    with kept.reading() as connection:
        counted = connection.execute(select(roll.c.kind, roll.c.name, roll.c.n)).all()
    assert sorted(counted) == [
        ("delivery", "kartra", 3), ("duplicate", "buy_product", 1), ("event", "buy_product", 1),
        ("finding", "odd", 2), ("finding", "strange", 2), ("unread", "kartra", 1),
    ]  # fmt: skip


def test_what_nobody_has_read_waits(kept: Store) -> None:
    keep(kept, arrival(1, rows=None), arrival(2))
    with kept.reading() as connection:
        assert backlog(connection, 10) == 1


def test_what_can_not_be_written_of_a_delivery_does_not_wait_for_ever(kept: Store) -> None:
    keep(kept, arrival(1, rows=None), arrival(2, rows=None))
    found = {arrival(1).body: sale(1, cents=1 << 70), arrival(2).body: sale(2)}
    assert catch_up(kept, lambda body, *_: found[body], 10) == 2
    with kept.reading() as connection:
        assert backlog(connection, 10) == 0
        assert [(line.id, line.ok, len(line.events)) for line in page(connection, Query()).lines] == [
            (2, True, 1), (1, False, 0),
        ]  # fmt: skip


def test_a_new_store_has_the_first_bin_and_keeps_how_others_are_set_up(kept: Store) -> None:
    kept.write(SavedBin(Bin("shop", secret="s", headers={"x": "y"}, cors=True, keep_count=5))).result()
    with kept.reading() as connection:
        known = bins(connection)
    assert list(known) == ["kartra", "shop"]
    assert (known["shop"].headers, known["shop"].cors, known["shop"].keep_count) == ({"x": "y"}, True, 5)
