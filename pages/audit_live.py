"""What of the sandbox's record is looked at: live or not, and how far back."""

from __future__ import annotations

import streamlit as st
from audit_source import SINCE, Opened, open_sandbox
from linked import name


def ask_how_far_back(now: Opened) -> bool:
    """Draw the two controls; whether to look again each second."""
    if not now.of_sandbox:
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        live = st.toggle("Live", value=True, key="audit.live", help="Look again each second.")
        if now.visit is None:
            st.segmented_control(
                "Visits that began in the last",
                list(SINCE),
                default="All",
                required=True,
                key="audit.since",
                on_change=open_sandbox,
                label_visibility="collapsed",
                help="How long ago a visit began; at most the latest 200 visits.",
            )
        else:
            st.button(
                f"Visit {now.visit} alone: show all",
                key="audit.all",
                type="tertiary",
                icon=":material/close:",
                on_click=_show_all,
            )
    return live


def _show_all() -> None:
    name("visit", None)
    open_sandbox()
