"""Sample data in one click, and out again in one."""

from __future__ import annotations

import streamlit as st


def offer_sample_data(page: str) -> None:
    """A button that fills the store with some hundred visits and events, marked as samples."""
    st.button("Load sample data", key=f"{page}.load_samples", type="primary", icon=":material/dataset:")
