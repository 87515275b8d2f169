"""Transactions for tests, each field overridable."""

from __future__ import annotations

from typing import Any

from kartra.moment import moment
from kartra.transaction import Transaction


def transaction(number: str, kind: str = "sale", day: str = "2024-01-05", **fields: Any) -> Transaction:
    """A transaction of 49.00 unless told otherwise."""
    told = {
        "amount_cents": 4900,
        "lead_id": "7",
        "lead_email": "ann@example.com",
        "product_id": "118",
    } | fields
    return Transaction(number, kind, ts=moment(day).ms, date=day, **told)


def subscription(*instalments: int, **fields: Any) -> list[Transaction]:
    """A monthly subscription of which these instalments were paid, on the fifth of each month of 2024."""
    told = {"original_id": "101", "subscription_id": "sub_1", "rebill_days": 30} | fields
    return [
        transaction(
            str(100 + number),
            "sale" if number == 1 else "rebill",
            f"2024-{number:02d}-05",
            pay_number=number,
            **told,
        )
        for number in instalments
    ]
