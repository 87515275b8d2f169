"""Money by day and product: sums by hand, and as many rows behind a number as it counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import Connection, Engine, create_engine, insert

from store.questions.money import (
    EARNED,
    RETURNED,
    DayMoney,
    money_by_day,
    money_by_product,
    takings,
    txns_behind,
)
from store.questions.scope import Scope
from store.tables import event, metadata, txn

DAY_MS = 86_400_000
FIRST = 20_700
KINDS = ("sale", "rebill", "refund", "partial_refund", "chargeback", "failed", "cancellation")
TXNS = some.lists(
    some.fixed_dictionaries(
        {
            "transaction_id": some.integers(1, 30).map(str),
            "kind": some.sampled_from(KINDS),
            "day": some.integers(FIRST, FIRST + 3),
            "product_id": some.sampled_from(["", "1", "2"]),
            "product_name": some.sampled_from(["", "Course A"]),
            "amount_cents": some.one_of(some.none(), some.integers(0, 100_000)),
        }
    ),
    max_size=40,
    unique_by=lambda one: (one["transaction_id"], one["kind"]),
)
SCOPE = Scope(FIRST + 1, FIRST + 2)


@contextmanager
def holding(rows: list[dict[str, Any]]) -> Iterator[Connection]:
    with _engine().connect() as connection, connection.begin() as transaction:
        if rows:
            connection.execute(insert(txn), [{**row, "ts": row["day"] * DAY_MS} for row in rows])
        yield connection
        transaction.rollback()


@cache
def _engine() -> Engine:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[event, txn])
    return engine


def of(rows: list[dict[str, Any]], kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [row for row in rows if row["kind"] in kinds and FIRST + 1 <= row["day"] <= FIRST + 2]


def cents(rows: list[dict[str, Any]]) -> int:
    return sum(row["amount_cents"] or 0 for row in rows)


@settings(max_examples=40, deadline=None)
@given(TXNS)
def test_totals_are_those_of_the_rows_behind_them(rows: list[dict[str, Any]]) -> None:
    with holding(rows) as connection:
        sums = takings(money_by_day(connection, SCOPE))
        earned = txns_behind(connection, SCOPE, EARNED)
        returned = txns_behind(connection, SCOPE, RETURNED)
    assert sums.earned_cents == cents(of(rows, EARNED)) == sum(one.amount_cents or 0 for one in earned)
    assert sums.returned_cents == cents(of(rows, RETURNED)) == sum(one.amount_cents or 0 for one in returned)
    assert sums.refund_rate.part == len(of(rows, ("refund", "partial_refund")))
    assert sums.refund_rate.whole == len(earned) == len(of(rows, EARNED))


@settings(max_examples=40, deadline=None)
@given(TXNS)
def test_products_add_up_and_list_their_payments(rows: list[dict[str, Any]]) -> None:
    with holding(rows) as connection:
        products = money_by_product(connection, SCOPE)
        assert sum(one.earned_cents for one in products) == cents(of(rows, EARNED))
        assert sum(one.returned_cents for one in products) == cents(of(rows, RETURNED))
        for one in products:
            assert len(txns_behind(connection, SCOPE, EARNED, one.product_id)) == one.earned
            assert len(txns_behind(connection, SCOPE, RETURNED, one.product_id)) == one.returned


@settings(max_examples=25, deadline=None)
@given(TXNS, some.integers(1, 5))
def test_pages_hold_every_transaction_once(rows: list[dict[str, Any]], size: int) -> None:
    seen: list[tuple[str, str]] = []
    with holding(rows) as connection:
        before = None
        while page := txns_behind(connection, Scope(), KINDS, before=before, limit=size):
            seen += [(one.transaction_id, one.kind) for one in page]
            before = (page[-1].ts, page[-1].transaction_id, page[-1].kind)
    assert sorted(seen) == sorted((row["transaction_id"], row["kind"]) for row in rows)


def test_a_cancellation_and_a_failure_are_no_money() -> None:
    sums = takings([DayMoney(FIRST, "failed", 2, 9_800), DayMoney(FIRST, "cancellation", 1, 4_900)])
    assert (sums.earned_cents, sums.returned_cents, sums.failed) == (0, 0, 2)
