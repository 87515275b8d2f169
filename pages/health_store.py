"""What arrived, what was refused or removed, and what the store holds."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from badges import kept_in
from handles import store

from store import Store
from store.health import health
from store.questions.events import findings_counted
from store.questions.keeping import Receipts
from store.questions.scope import Scope


def show_receipts(scope: Scope, arrived: Receipts) -> None:
    """Arrivals at /in/ in the period, and what was unusual in them."""
    words = f"{arrived.kept:,} deliveries kept, {arrived.refused:,} refused, {arrived.evicted:,} removed"
    st.subheader(words, anchor=False)
    with store().reading() as connection:
        findings = findings_counted(connection, scope)
    left, right = st.columns(2, gap="medium")
    left.dataframe(
        [
            {"Arrivals": "Kept", "Number": arrived.kept},
            {"Arrivals": "Kept, but could not be read to the end", "Number": arrived.unread},
            {"Arrivals": "Events that repeat another", "Number": arrived.duplicates},
            {"Arrivals": "Refused: too large, too slow, paused, disk full", "Number": arrived.refused},
            {"Arrivals": "Removed since by a bin's bound", "Number": arrived.evicted},
        ],
        key="health.arrivals",
        hide_index=True,
        alt="Arrivals by what became of them",
    )
    with right:
        if not findings:
            st.caption("Nothing unusual was found in what arrived.")
            return
        st.dataframe(
            [{"Finding": code, "Events": n} for code, n in findings],
            key="health.findings",
            hide_index=True,
            alt="Findings by how often they were made",
        )


def show_store(kept: Store, rows: Mapping[str, int]) -> None:
    """The store: where it is, what it holds, whether it can write."""
    now = health(kept)
    st.subheader(f"{kept_in(kept.url)} {'can write' if now.ok else 'can not write'}", anchor=False)
    with st.grid(4, min_column_width=140, gap="small", key="health.store"):
        for name, number in rows.items():
            st.metric(name.capitalize(), number, format="localized", border=True)
        st.metric("Size", now.bytes, format="bytes", border=True)
        st.metric("Free on its disk", now.free_bytes, format="bytes", border=True)
        st.metric("Lost", now.lost, border=True, help="Calls that could not be kept since the start.")
