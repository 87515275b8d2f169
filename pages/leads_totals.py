"""The totals over everybody who fits the filter."""

from __future__ import annotations

import streamlit as st
from handles import store
from lately import lately
from sqlalchemy import func, select

from kartra.money import money_text
from store.questions.people import Asked
from store.questions.people_totals import PeopleTotals, totals
from store.samples import first_sample
from store.tables import event


def show_totals(asked: Asked) -> None:
    """Draw one line."""
    with store().reading() as connection:
        newest = connection.execute(select(func.max(event.c.id))).scalar()
        samples = first_sample(connection)

    def counted() -> PeopleTotals:
        with store().reading() as connection:
            return totals(connection, asked)

    total, age = lately(("people", str(store().url), asked), (newest, samples), counted)
    since = f" :gray[as of {age:,.0f} s ago]" if age else ""
    st.markdown(
        f"**{total.people:,}** {'person' if total.people == 1 else 'people'} · "
        f"**{total.events:,}** events · revenue **{money_text(total.revenue_cents)}**{since}",
        help="Of everybody who fits the filter. Revenue is sales and rebills less refunds and "
        "chargebacks, each transaction once. Kartra names no currency.",
    )
