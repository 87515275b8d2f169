"""The row above the walk: funnel, buyer, landing URL, target, exports, and running to the end."""

from __future__ import annotations

import streamlit as st
from plain import plain
from walk_buyer import show_buyer, show_landing
from walk_funnel import show_funnel
from walk_running import show_running
from walk_share import show_share
from walk_state import begin, current
from walk_target import is_live, show_target

from konnektive.run import Run


def show_bar(run: Run) -> None:
    """Draw the row."""
    target, icon = (":red[LIVE]", "warning") if is_live() else ("Sandbox", "science")
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(plain(run.funnel.name), icon=":material/conversion_path:", key="walk.funnel"):
            show_funnel(run)
        with st.popover(
            plain(f"{run.buyer.firstName} {run.buyer.lastName}"), icon=":material/person:", key="walk.buyer"
        ):
            show_buyer(run)
        with st.popover("Landing URL", icon=":material/link:", key="walk.landing"):
            show_landing(run)
        with st.popover(target, icon=f":material/{icon}:", key="walk.target"):
            show_target(run)
        with st.popover("Export", icon=":material/ios_share:", key="walk.share"):
            show_share(run)
        st.space("stretch")
        show_running(run)
        st.button("Start again", key="walk.restart", icon=":material/restart_alt:", on_click=start_again)


def start_again() -> None:
    """The same funnel and buyer, with nothing fired."""
    begin(current())
