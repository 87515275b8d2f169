"""Where calls go and where things are kept: the two facts that stay in sight on every page."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from sqlalchemy.engine import URL, make_url

DEFAULT_URL = "sqlite:///data/funnelscope.db"


def kept_in(url: URL) -> str:
    """The store in a few words, without user or password."""
    if url.get_backend_name() == "sqlite":
        return f"SQLite · {Path(url.database or 'memory').name}"
    return f"PostgreSQL · {url.host or 'local'}/{url.database}"


def show_badges() -> None:
    """Draw both; only LIVE is loud."""
    url = make_url(os.environ.get("DATABASE_URL", DEFAULT_URL))
    with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall", key="badges"):
        if st.session_state.get("walk.live"):
            st.badge("LIVE", icon=":material/warning:", color="red", help="Calls go to the real CRM.")
        else:
            st.badge("SANDBOX", icon=":material/science:", color="gray", help="No call leaves this process.")
        st.badge(
            kept_in(url),
            icon=":material/database:",
            color="gray",
            help=url.render_as_string(hide_password=True),
        )
