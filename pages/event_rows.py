"""The Kartra events and transactions behind a number; each opens in the inbox."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from handles import store
from plain import plain
from rows_view import when

from kartra.figures import action_words
from store.questions.events import events_behind
from store.questions.money import txns_behind
from store.questions.scope import Scope

COLUMNS = {
    "When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss"),
    "Amount": st.column_config.NumberColumn(format="%.2f"),
    "Delivery": st.column_config.LinkColumn(display_text=r"delivery=(\d+)"),
}
LIMIT = 500


def show_txns_behind(
    key: str,
    words: str,
    number: int,
    scope: Scope,
    kinds: Sequence[str],
    product_id: str | None = None,
) -> None:
    """List the transactions of these kinds, newest first."""
    with store().reading() as connection:
        rows = txns_behind(connection, scope, kinds, product_id, limit=LIMIT)
    st.markdown(f"**{number:,} {'transaction' if number == 1 else 'transactions'}** · {plain(words)}")
    st.dataframe(
        [
            {
                "When (UTC)": when(row.ts),
                "Kind": row.kind,
                "Amount": None if row.amount_cents is None else row.amount_cents / 100,
                "Product": row.product_name,
                "Lead": row.lead_email,
                "Processor": row.processor,
                "Transaction": row.transaction_id,
                "Delivery": _link(row.delivery_id),
            }
            for row in rows
        ],
        key=f"{key}.rows",
        hide_index=True,
        placeholder="",
        height="content",
        column_config=COLUMNS,
        alt=f"Transactions behind: {words}",
    )
    _rest(len(rows), number)


def show_events_behind(key: str, words: str, number: int, scope: Scope, actions: Sequence[str]) -> None:
    """List the events of these actions, newest first."""
    with store().reading() as connection:
        rows = events_behind(connection, scope, actions, limit=LIMIT)
    st.markdown(f"**{number:,} {'event' if number == 1 else 'events'}** · {plain(words)}")
    st.dataframe(
        [
            {
                "When (UTC)": when(row.ts),
                "Action": action_words(row.action),
                "Lead": row.lead_name or row.lead_email,
                "About": row.subject,
                "Amount": None if row.amount_cents is None else row.amount_cents / 100,
                "Delivery": _link(row.delivery_id),
            }
            for row in rows
        ],
        key=f"{key}.rows",
        hide_index=True,
        placeholder="",
        height="content",
        column_config=COLUMNS,
        alt=f"Events behind: {words}",
    )
    _rest(len(rows), number)


def _link(delivery_id: int | None) -> str | None:
    return None if delivery_id is None else f"/inbox?delivery={delivery_id}"


def _rest(shown: int, number: int) -> None:
    if shown < number:
        st.caption(f"The newest {shown:,} of {number:,}; the Inbox has them all.")
