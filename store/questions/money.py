"""Money by day and product, from Kartra's transactions: each counted once, however often it was delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from store.questions.behind import PAGE
from store.questions.proportion import Proportion
from store.questions.scope import Scope
from store.tables import event, txn

EARNED = ("sale", "rebill")
REFUNDED = ("refund", "partial_refund")
RETURNED = (*REFUNDED, "chargeback")


@dataclass(frozen=True, slots=True)
class DayMoney:
    """Transactions of one kind in one day; cents as the events say them, never negative."""

    day: int
    kind: str
    n: int
    cents: int


@dataclass(frozen=True, slots=True)
class ProductMoney:
    """What one product earned and returned."""

    product_id: str
    name: str
    earned: int
    earned_cents: int
    returned: int
    returned_cents: int

    @property
    def net_cents(self) -> int:
        return self.earned_cents - self.returned_cents


@dataclass(frozen=True, slots=True)
class Takings:
    """Totals of a period."""

    sales: int
    rebills: int
    earned_cents: int
    refunds: int
    returned_cents: int
    chargebacks: int
    failed: int

    @property
    def net_cents(self) -> int:
        return self.earned_cents - self.returned_cents

    @property
    def refund_rate(self) -> Proportion:
        """Full and partial refunds ÷ sales and rebills of the same period."""
        return Proportion(self.refunds, self.sales + self.rebills)

    @property
    def chargeback_rate(self) -> Proportion:
        """Chargebacks ÷ approved orders, as the CRM defines it."""
        return Proportion(self.chargebacks, self.sales + self.rebills)


@dataclass(frozen=True, slots=True)
class TxnLine:
    """One transaction, as a list shows it."""

    transaction_id: str
    kind: str
    event_id: int
    ts: int
    product_name: str
    amount_cents: int | None
    lead_email: str
    processor: str
    delivery_id: int | None
    """The delivery that told of it first."""


def money_by_day(connection: Connection, scope: Scope) -> tuple[DayMoney, ...]:
    """Every kind, days rising."""
    counted = (
        select(txn.c.day, txn.c.kind, func.count(), func.coalesce(func.sum(txn.c.amount_cents), 0))
        .where(*scope.days(txn.c.day))
        .group_by(txn.c.day, txn.c.kind)
        .order_by(txn.c.day, txn.c.kind)
    )
    return tuple(DayMoney(day, kind, n, int(cents)) for day, kind, n, cents in connection.execute(counted))


def money_by_product(connection: Connection, scope: Scope) -> tuple[ProductMoney, ...]:
    """Highest earnings first; of several names for one product, the last in the alphabet."""
    counted = (
        select(
            txn.c.product_id,
            txn.c.kind,
            func.max(txn.c.product_name),
            func.count(),
            func.coalesce(func.sum(txn.c.amount_cents), 0),
        )
        .where(*scope.days(txn.c.day))
        .group_by(txn.c.product_id, txn.c.kind)
    )
    found: dict[str, list[tuple[str, str, int, int]]] = {}
    for product_id, kind, name, n, cents in connection.execute(counted):
        found.setdefault(product_id, []).append((kind, name, n, int(cents)))
    products = [_product(product_id, rows) for product_id, rows in found.items()]
    products = [product for product in products if product.earned or product.returned]
    return tuple(sorted(products, key=lambda one: (-one.earned_cents, one.product_id)))


def _product(product_id: str, rows: Sequence[tuple[str, str, int, int]]) -> ProductMoney:
    earned = [row for row in rows if row[0] in EARNED]
    returned = [row for row in rows if row[0] in RETURNED]
    return ProductMoney(
        product_id=product_id,
        name=max(row[1] for row in rows) or product_id or "no product",
        earned=sum(row[2] for row in earned),
        earned_cents=sum(row[3] for row in earned),
        returned=sum(row[2] for row in returned),
        returned_cents=sum(row[3] for row in returned),
    )


def takings(days: Sequence[DayMoney]) -> Takings:
    """The totals of these days."""

    def number(*kinds: str) -> int:
        return sum(row.n for row in days if row.kind in kinds)

    def cents(kinds: Sequence[str]) -> int:
        return sum(row.cents for row in days if row.kind in kinds)

    return Takings(
        sales=number("sale"),
        rebills=number("rebill"),
        earned_cents=cents(EARNED),
        refunds=number(*REFUNDED),
        returned_cents=cents(RETURNED),
        chargebacks=number("chargeback"),
        failed=number("failed"),
    )


def txns_behind(
    connection: Connection,
    scope: Scope,
    kinds: Sequence[str],
    product_id: str | None = None,
    *,
    before: tuple[int, str, str] | None = None,
    limit: int = PAGE,
) -> tuple[TxnLine, ...]:
    """The transactions that a number counts, newest first; `before` is the last one's (ts, id, kind)."""
    told = txn.join(event, event.c.id == txn.c.event_id, isouter=True)
    columns = [txn.c[name] for name in TxnLine.__slots__ if name in txn.c] + [event.c.delivery_id]
    page = select(*columns).select_from(told)
    page = page.where(txn.c.kind.in_(kinds), *scope.days(txn.c.day))
    if product_id is not None:
        page = page.where(txn.c.product_id == product_id)
    if before is not None:
        page = page.where(_older(*before))
    page = page.order_by(txn.c.ts.desc(), txn.c.transaction_id.desc(), txn.c.kind.desc()).limit(limit)
    return tuple(TxnLine(*row) for row in connection.execute(page))


def _older(ts: int, transaction_id: str, kind: str) -> ColumnElement[bool]:
    return tuple_(txn.c.ts, txn.c.transaction_id, txn.c.kind) < tuple_(ts, transaction_id, kind)
