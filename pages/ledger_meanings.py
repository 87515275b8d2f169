"""What each figure of the ledger means."""

from __future__ import annotations

import streamlit as st
from plain import plain

from kartra.ledger import DEFINITIONS


def show_definitions() -> None:
    """Offer the definitions."""
    with st.popover("Definitions", icon=":material/menu_book:", key="ledger.definitions", type="tertiary"):
        for name, meaning in DEFINITIONS.items():
            st.markdown(f"**{name}** {plain(meaning)}")
