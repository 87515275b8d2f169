"""Where calls go, what is broken on purpose, and where things are kept: in sight on every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from handles import sandbox, store
from sqlalchemy.engine import URL


def kept_in(url: URL) -> str:
    """The store in a few words, without user or password."""
    if url.get_backend_name() == "sqlite":
        return f"SQLite · {Path(url.database or 'memory').name}"
    return f"PostgreSQL · {url.host or 'local'}/{url.database}"


def show_badges() -> None:
    """Draw them; only LIVE, faults and a store that can not write are loud."""
    kept = store()
    with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall", key="badges"):
        if st.session_state.get("walk.live"):
            st.badge("LIVE", icon=":material/warning:", color="red", help="Calls go to the real CRM.")
        else:
            st.badge("SANDBOX", icon=":material/science:", color="gray", help="No call leaves this machine.")
        for fault in sandbox().account.faults.on:
            st.badge(
                fault.words,
                icon=":material/bolt:",
                color="orange",
                help="Switched on under Sandbox, Faults.",
            )
        st.badge(
            kept_in(kept.url),
            icon=":material/database:",
            color="red" if kept.trouble else "gray",
            help=kept.trouble or f"Everything is kept in {kept.url.render_as_string(hide_password=True)}",
        )
