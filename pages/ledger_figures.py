"""The ledger's figures: tiles, months and cohorts, each with its table."""

from __future__ import annotations

import streamlit as st
from tiles import Tile, show_tiles

from kartra.figures_ledger import mrr_by_month, value_by_cohort
from kartra.ledger import DEFINITIONS, Ledger, Month, cohorts, months
from kartra.money import money_text


def show_tiles_of(ledger: Ledger) -> None:
    """Draw what everything comes to."""
    table = months(ledger)
    now = table[-1] if table else None
    running = [one for one in ledger.subscriptions if one.ended is None and one.started is not None]
    missing = sum(one.missing for one in ledger.purchases)
    show_tiles(
        [
            Tile("Balance", money_text(ledger.balance_cents), DEFINITIONS["balance"]),
            Tile("Paid", money_text(ledger.paid_cents), DEFINITIONS["paid"]),
            Tile("Returned", money_text(ledger.returned_cents), DEFINITIONS["returned"]),
            Tile("MRR", money_text(now.mrr_cents if now else 0), DEFINITIONS["MRR"]),
            Tile("Running", f"{len(running):,}", DEFINITIONS["ended"]),
            Tile("Missing", f"{missing:,}", DEFINITIONS["missing"]),
        ],
        "ledger.tiles",
    )


def show_months(ledger: Ledger) -> None:
    """Draw revenue, refunds, recurring revenue and churn month by month."""
    table = [one for one in months(ledger) if not one.is_idle]
    if not table:
        st.caption("No transaction has a date.")
        return
    st.plotly_chart(
        mrr_by_month(table),
        key="ledger.mrr",
        config={"displayModeBar": False},
        alt="MRR and active subscriptions by month",
    )
    st.dataframe(
        [_month(one) for one in reversed(table)],
        key="ledger.months",
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(format="accounting")
            for name in ("Paid", "Returned", "Net", "MRR")
        }
        | {name: st.column_config.NumberColumn(format="percent") for name in ("Refund rate", "Churn")},
        alt="Month by month",
    )


def _month(one: Month) -> dict[str, object]:
    return {
        "Month": one.month,
        "Paid": one.paid_cents / 100,
        "Returned": one.returned_cents / 100,
        "Net": one.net_cents / 100,
        "Refund rate": one.refund_rate,
        "MRR": one.mrr_cents / 100,
        "Active at start": one.active_at_start,
        "Began": one.began,
        "Ended": one.ended,
        "Churn": one.churn,
        "Payments": one.payments,
        "Returns": one.returns,
    }


def show_cohorts(ledger: Ledger) -> None:
    """Draw what a buyer is worth, by the month of the first payment."""
    found = cohorts(ledger)
    if not found:
        st.caption("No payment has a date.")
        return
    st.plotly_chart(
        value_by_cohort(found),
        key="ledger.ltv",
        config={"displayModeBar": False},
        alt="Value of a person by cohort and month",
    )
    st.dataframe(
        [
            {"First payment": one.month, "People": one.people}
            | {f"Month {at}": cents / 100 for at, cents in enumerate(one.value_cents[:25])}
            for one in reversed(found)
        ],
        key="ledger.cohorts",
        hide_index=True,
        placeholder="",
        column_config={f"Month {at}": st.column_config.NumberColumn(format="accounting") for at in range(25)},
        alt="Net per person by cohort, after each month",
    )
    st.caption(DEFINITIONS["LTV"])
