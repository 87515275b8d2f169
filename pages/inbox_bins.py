"""The bins: which there are, where each is reached, how each answers and forgets."""

from __future__ import annotations

import streamlit as st
from handles import capture_url, store

from store.bins import bins


def show_bins() -> None:
    """Draw the capture address with what it belongs to."""
    with store().reading() as connection:
        known = bins(connection)
    name = st.selectbox("Bin", list(known), key="inbox.bin", label_visibility="collapsed", width=160)
    if name:
        st.code(capture_url(name), language=None, width="content")
