"""Taking along what the search shows."""

from __future__ import annotations

import streamlit as st
from handles import store

from kartra.exporting import FORMATS, Export, export, sharing
from store.inbox import wholes
from store.search import Query

MOST = 5_000
"""Deliveries in one file: what a browser takes without a pause."""


def show_export(query: Query) -> None:
    """Draw the choice; the file is made when it is asked for."""
    with st.popover("Export", icon=":material/download:", key="inbox.export"):
        kind = st.segmented_control(
            "Format", list(FORMATS), default="JSON lines", required=True, key="inbox.export.kind"
        )
        real = st.checkbox(
            "With the real people",
            key="inbox.export.real",
            help="Otherwise addresses, names, phones and IPs become tokens. The same address gives the same "
            "token in every export from here, so they still join.",
        )
        if st.button("Make the file", key="inbox.export.make", icon=":material/description:"):
            _offer(_made(query, kind or "JSON lines", real))
        st.caption(f"What the search shows, newest first, at most {MOST:,}. Secrets are never in it.")


def _made(query: Query, kind: str, real: bool) -> Export:
    with st.spinner("Writing", show_time=True), store().reading() as connection:
        return export(kind, wholes(connection, query, MOST), None if real else sharing(store()))


def _offer(made: Export) -> None:
    st.markdown(f"**{made.deliveries:,} deliveries.** {made.report}")
    st.download_button(
        f"Download {made.name}",
        made.data,
        file_name=made.name,
        mime=made.media,
        key="inbox.export.file",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
