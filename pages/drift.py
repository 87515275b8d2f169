"""Drift: what the documentation says of each field, beside what events really held."""

from __future__ import annotations

import streamlit as st
from drift_book import found_drift
from drift_tables import show_actions, show_fields
from sample_data import offer_sample_data

from kartra.drift import as_markdown

found = found_drift()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title("Drift", anchor=False, width="content")
    st.space("stretch")
    if found.events:
        st.download_button(
            "Markdown",
            as_markdown(found),
            file_name="kartra_drift.md",
            mime="text/markdown",
            key="drift.markdown",
            icon=":material/download:",
            on_click="ignore",
        )
if not found.events:
    st.info(
        "Kartra documents its events twice, in 2020 and today, and sends something of its own. Once events "
        "have come, every field is shown here with both documented types, what was seen, and a verdict.",
        title="No event yet",
        icon=":material/difference:",
    )
    offer_sample_data("drift")
else:
    show_fields(found)
    show_actions(found)
