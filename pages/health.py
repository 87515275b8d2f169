"""How the CRM's calls were answered, what arrived and what could not be kept, and what the store holds."""

from __future__ import annotations

import streamlit as st
from filter_bar import chosen_period, filtered
from handles import store
from health_calls import show_calls
from health_store import show_receipts, show_store
from sample_data import offer_sample_data

from store.questions.calls import calls_by_endpoint
from store.questions.keeping import receipts, rows_kept

DEFINITIONS = """
**Accepted**: the CRM answered `SUCCESS`, or sent the buyer on (`MERC_REDIRECT`).

**Refused**: it answered `ERROR`, a declined card among others.

**Failed**: nothing came back that could be read: a time-out, a dropped connection, a page of HTML.

**Median, 95th percentile**: by rank; half, and 95 of 100 calls, took no longer. Exact while a filter is set,
otherwise to within one per cent.

**Simulated and sample calls** took as long as the sandbox needed, without a network.
"""

st.title("Health", anchor=False)
kept = store()
with kept.reading() as connection:
    rows = rows_kept(connection)
if kept.trouble:
    st.error(f"Nothing can be kept at the moment: {kept.trouble}", icon=":material/error:")
if not any(rows.values()):
    st.write("Calls, response times and arrivals appear here as soon as something is sent.")
    offer_sample_data("health")
    show_store(kept, rows)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="health.bar"):
    scope = filtered(chosen_period(), ("source", "campaign_id"))
    with st.popover("Definitions", icon=":material/help:", key="health.definitions"):
        st.markdown(DEFINITIONS)
with kept.reading() as connection:
    endpoints = calls_by_endpoint(connection, scope)
    arrived = receipts(connection, scope)
show_calls(scope, endpoints)
show_receipts(scope, arrived)
show_store(kept, rows)
