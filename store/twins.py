"""What a second telling of a transaction adds: an IPN post and its outbound twin know different things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, bindparam, case, or_, update

from store.tables import txn

FILLED = (
    "original_id", "parent_id", "subscription_id", "internal_subscription_id", "pay_number", "payments_left",
    "rebill_days", "trial", "trial_days", "price_point", "processor", "product_name", "tracking_2", "lead_id",
    "lead_email",
)  # fmt: skip
"""Not the day, the amount and what else the revenue roll-up was counted by: those stay as first told."""


def complete(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Fill what the kept rows left empty; what they tell is never replaced."""
    if not rows:
        return
    told = [
        {"b_transaction_id": row["transaction_id"], "b_kind": row["kind"]}
        | {f"b_{name}": row[name] for name in FILLED}
        for row in rows
    ]
    connection.execute(_FILLING, told)


def _empty(column: Column[Any]) -> ColumnElement[bool]:
    if column.nullable:
        return column.is_(None)
    return column == (0 if column.type.python_type is int else "")


_FILLING = (
    update(txn)
    .where(
        and_(txn.c.transaction_id == bindparam("b_transaction_id"), txn.c.kind == bindparam("b_kind")),
        or_(*(_empty(txn.c[name]) for name in FILLED)),
    )
    .values(
        {
            name: case(
                (_empty(txn.c[name]), bindparam(f"b_{name}", type_=txn.c[name].type)), else_=txn.c[name]
            )
            for name in FILLED
        }
    )
)
