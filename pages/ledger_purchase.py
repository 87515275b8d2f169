"""One purchase: its instalments over time, everything told of it, and what is odd."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from plain import plain

from kartra.figures_ledger import subscription_bars
from kartra.ledger import Purchase, gaps_text
from kartra.money import money_text


def show_purchase(one: Purchase, as_of: int) -> None:
    """Draw one purchase."""
    who = plain(one.lead_name or one.lead_email or one.lead_id or "an unnamed buyer")
    kind = "Subscription" if one.is_subscription else "Order"
    st.markdown(f"##### {kind} of {who}: {plain(one.product_name or 'unnamed product')}, {one.status}")
    if one.gaps:
        st.warning(
            f"Instalment {gaps_text(one.gaps)} never arrived, while later ones did.",
            icon=":material/event_busy:",
        )
    for remark in one.remarks:
        st.warning(plain(remark.message), icon=":material/rule:")
    if one.started is not None:
        st.plotly_chart(
            subscription_bars([one], as_of),
            key=f"ledger.bars.{one.key}",
            config={"displayModeBar": False},
            alt=f"Payments of {one.key} over time",
        )
    show_entries(one)
    _show_links(one)


def show_entries(one: Purchase) -> None:
    """Draw everything that was told of a purchase."""
    st.dataframe(
        [
            {
                "Date (UTC)": None if entry.ts is None else datetime.fromtimestamp(entry.ts / 1000, UTC),
                "Kind": entry.kind,
                "No.": entry.pay_number,
                "Amount": None if entry.amount_cents is None else entry.amount_cents / 100,
                "Effect": money_text(entry.revenue_cents) if entry.revenue_cents else "",
                "Transaction": entry.transaction_id,
                "Reverses": entry.parent_id,
                "Told on": entry.surface,
                "Processor": entry.processor,
            }
            for entry in one.entries
        ],
        key=f"ledger.entries.{one.key}",
        hide_index=True,
        column_config={
            "Date (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "Amount": st.column_config.NumberColumn(format="accounting"),
        },
        alt=f"Everything told of purchase {one.key}",
    )


def _show_links(one: Purchase) -> None:
    person = f"id:{one.lead_id}" if one.lead_id else f"email:{one.lead_email}" if one.lead_email else ""
    if person:
        st.page_link(
            "leads.py", label="Open this person", icon=":material/person:", query_params={"person": person}
        )
