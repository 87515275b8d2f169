"""The ledger as plain values, for JSON, for tables and for the terminal; amounts in integer cents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

import pyarrow as pa

from kartra.ledger.book import Ledger
from kartra.ledger.cohorts import cohorts
from kartra.ledger.definitions import DEFINITIONS
from kartra.ledger.measures import months
from kartra.ledger.purchase import Purchase, gaps_text
from kartra.ledger.reconcile import Reconciliation
from kartra.moment import EST, clock_text, day_text
from kartra.money import money_text

PURCHASE_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("key", "kind", "status", "subscription_id", "original_id")),
        *(
            (name, pa.string())
            for name in ("lead_id", "lead_email", "lead_name", "product_id", "product_name")
        ),
        *((name, pa.string()) for name in ("started", "ended", "next_due")),
        *((name, pa.int64()) for name in ("payments", "paid_cents", "returned_cents", "balance_cents")),
        ("missing", pa.int64()),
        ("missing_numbers", pa.string()),
        ("trial", pa.bool_()),
        ("endless", pa.bool_()),
        ("total_payments", pa.int64()),
        ("rebill_days", pa.int64()),
        ("remarks", pa.string()),
    ]
)


def purchase_row(one: Purchase, within: tzinfo = EST) -> dict[str, Any]:
    """One purchase as a row; dates in Kartra's layout and the zone they are read in."""
    return {
        "key": one.key,
        "kind": "subscription" if one.is_subscription else "one-time",
        "status": one.status,
        "subscription_id": one.subscription_id,
        "original_id": one.original_id,
        "lead_id": one.lead_id,
        "lead_email": one.lead_email,
        "lead_name": one.lead_name,
        "product_id": one.product_id,
        "product_name": one.product_name,
        "started": clock_text(one.started, within),
        "ended": clock_text(one.ended, within) if one.is_subscription else "",
        "next_due": clock_text(one.next_due, within),
        "payments": sum(paid.state != "failed" for paid in one.instalments),
        "paid_cents": one.paid_cents,
        "returned_cents": one.returned_cents,
        "balance_cents": one.balance_cents,
        "missing": one.missing,
        "missing_numbers": gaps_text(one.gaps),
        "trial": one.trial,
        "endless": one.is_endless,
        "total_payments": one.total_payments,
        "rebill_days": one.rebill_days,
        "remarks": "; ".join(remark.message for remark in one.remarks),
    }


def purchase_table(purchases: Iterable[Purchase], within: tzinfo = EST) -> pa.Table:
    """One row a purchase, in the order given."""
    return pa.Table.from_pylist([purchase_row(one, within) for one in purchases], PURCHASE_SCHEMA)


def as_object(ledger: Ledger, within: tzinfo = EST) -> dict[str, Any]:
    """The whole ledger with its figures and what they mean."""
    return {
        "as_of": clock_text(ledger.as_of, within),
        "zone": "EST (UTC-5)" if within is EST else str(within),
        "transactions": ledger.transactions,
        "copies": ledger.copies,
        "paid_cents": ledger.paid_cents,
        "returned_cents": ledger.returned_cents,
        "balance_cents": ledger.balance_cents,
        "purchases": [_purchase(one, within) for one in ledger.purchases],
        "months": [_month(one) for one in months(ledger, within)],
        "cohorts": [
            {"month": one.month, "people": one.people, "net_cents": list(one.net_cents)}
            for one in cohorts(ledger, within)
        ],
        "definitions": DEFINITIONS,
    }


def _purchase(one: Purchase, within: tzinfo) -> dict[str, Any]:
    return {
        **purchase_row(one, within),
        "gaps": [list(gap) for gap in one.gaps],
        "instalments": [
            {
                "number": paid.number,
                "at": clock_text(paid.ts, within),
                "cents": paid.cents,
                "state": paid.state,
                "transaction_id": paid.transaction_id,
            }
            for paid in one.instalments
        ],
        "remarks": [{"code": remark.code, "message": remark.message} for remark in one.remarks],
    }


def _month(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in one.__slots__},
        "net_cents": one.net_cents,
        "refund_rate": one.refund_rate,
        "churn": one.churn,
    }


def reconciled(found: Reconciliation) -> dict[str, Any]:
    """A reconciliation: counts, and every pair that does not match."""
    verdicts = ("matched", "different amount", "only here", "only there")
    return {
        **{verdict.replace(" ", "_"): len(found.of(verdict)) for verdict in verdicts},  # type: ignore[arg-type]
        "rows": [
            {
                "verdict": pair.verdict,
                "transaction_id": pair.transaction_id,
                "kind": (pair.here or pair.there).kind,  # type: ignore[union-attr]
                "here_cents": pair.here.amount_cents if pair.here else None,
                "there_cents": pair.there.amount_cents if pair.there else None,
                "difference_cents": pair.difference_cents,
            }
            for pair in found.pairs
            if pair.verdict != "matched"
        ],
    }


def as_lines(ledger: Ledger, within: tzinfo = EST) -> Iterator[str]:
    """The ledger for a terminal."""
    figures = [
        money_text(cents) for cents in (ledger.paid_cents, ledger.returned_cents, ledger.balance_cents)
    ]
    paid, returned, balance = figures
    yield f"{ledger.transactions} transactions ({ledger.copies} further tellings not counted again)"
    yield f"paid {paid}, returned {returned}, balance {balance}; no currency is told"
    for one in ledger.purchases:
        missing = f", missing instalment {gaps_text(one.gaps)}" if one.gaps else ""
        who = one.lead_name or one.lead_email or one.lead_id or "an unnamed buyer"
        kind = "subscription" if one.is_subscription else "order"
        yield (
            f"{one.key or '–':>10}  {one.status:<15} {money_text(one.balance_cents):>12}  {kind} of {who}: "
            f"{one.product_name or 'unnamed product'}, since {day_text(one.started, within)}{missing}"
        )
        yield from (f"            {remark.message}" for remark in one.remarks)
    yield from _month_lines(ledger, within)


def _month_lines(ledger: Ledger, within: tzinfo) -> Iterator[str]:
    yield ""
    yield "month          paid    returned  refund rate         MRR  active  churn"
    for one in months(ledger, within):
        if one.is_idle:
            continue
        yield (
            f"{one.month} {money_text(one.paid_cents):>12} {money_text(one.returned_cents):>11}"
            f" {_share(one.refund_rate):>12} {money_text(one.mrr_cents):>11} {one.active_at_end:>7}"
            f" {_share(one.churn):>6}"
        )
    yield ""
    yield from (f"{name}: {meaning}" for name, meaning in DEFINITIONS.items())


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
