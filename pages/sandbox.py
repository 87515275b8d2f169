"""The embedded CRM: what calls it, what it holds, what it sells, what breaks, and starting afresh."""

from __future__ import annotations

import streamlit as st
from handles import sandbox, sandbox_url
from sandbox_call import show_chosen
from sandbox_catalogue import show_catalogue
from sandbox_faults import show_faults
from sandbox_known import show_known
from sandbox_reset import show_reset
from sandbox_state import show_state
from sandbox_traffic import show_traffic

crm = sandbox()
st.title("Sandbox", anchor=False)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown("Base URL, in place of `https://api.konnektive.com`", width="content")
    st.code(sandbox_url(), language=None, width="content")
    st.markdown("login `demo` / `demo` · campaign `1`", width="content")

SECTIONS = {
    "Traffic": show_traffic,
    "State": show_state,
    "Catalogue": show_catalogue,
    "Faults": show_faults,
    "Reset": show_reset,
    "What is assumed": show_known,
}
tabs = st.tabs(list(SECTIONS), key="sandbox.tab", on_change="rerun", bind="query-params")
for tab, show in zip(tabs, SECTIONS.values(), strict=True):
    if tab.open:
        with tab:
            show(crm)
show_chosen()
