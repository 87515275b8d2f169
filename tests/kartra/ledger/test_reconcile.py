"""The ledger held against a transactions export."""

from __future__ import annotations

import pytest

from kartra.ledger.listing import listing
from kartra.ledger.reconcile import reconcile
from tests.kartra.money_made import transaction

HERE = [transaction("1"), transaction("2", "refund", parent_id="1"), transaction("3", amount_cents=100)]


def test_every_transaction_gets_one_verdict() -> None:
    rows = (
        "Transaction ID,Type,Full Amount",
        "1,Sale,$49.00",
        "2,Refund,-49.00",
        "3,Sale,2.00",
        "4,Rebill,5",
    )
    export = listing("\r\n".join(rows).encode())
    found = reconcile([*HERE, transaction("5")], export)
    assert {pair.transaction_id: pair.verdict for pair in found.pairs} == {
        "1": "matched",
        "2": "matched",
        "3": "different amount",
        "4": "only there",
        "5": "only here",
    }
    assert not found.agrees
    assert sum(pair.difference_cents for pair in found.pairs) == 100 + 500 - 4900


def test_an_export_without_kinds_is_matched_by_id_among_payments() -> None:
    found = reconcile(HERE, listing(b"order_id;amount\n1;49,00\n3;1,00\n"))
    assert found.agrees


@pytest.mark.parametrize("header", ["transaction_id", "Transaction ID", "ORDER ID", "Order Id"])
def test_the_id_column_is_known_by_many_names(header: str) -> None:
    assert [
        one.transaction_id for one in listing(f"\ufeff{header},amount\n12,1\n".encode()).transactions
    ] == ["12"]


def test_an_export_without_ids_says_so() -> None:
    export = listing(b"name,amount\nann,1\n")
    assert not export.columns
    assert "transaction id" in export.problems[0].message


def test_a_row_without_an_id_is_a_problem_with_its_line() -> None:
    export = listing(b"transaction_id,amount\n,5\n1,1\n")
    assert [(problem.code, problem.line) for problem in export.problems] == [("row-without-id", 2)]


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b'transaction_id\n"unclosed', b"\n\n\n"])
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert listing(data) is not None
