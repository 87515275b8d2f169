"""Sample data in one click, and out again in one."""

from __future__ import annotations

import streamlit as st
from handles import store

from kartra.lifecycles import sample_events
from kartra.rows import rows_of
from konnektive.simulation import Chances, simulate
from store import Arrival, Refusal
from store.bins import Bin, SavedBin
from store.samples import SAMPLE, RemoveSamples, samples_kept

EVENTS = 600
VISITS = 700
DAYS = 60
"""Two periods of thirty days, so that one can be compared with the other."""


def offer_sample_data(page: str) -> None:
    """A button that fills the store with some hundred visits and events, marked as samples."""
    if st.button("Load sample data", key=f"{page}.load_samples", type="primary", icon=":material/dataset:"):
        try:
            with st.spinner("Simulating visits and events"):
                load_sample_data()
        except Refusal as refusal:
            st.error(f"Not all of it was kept: {refusal}", icon=":material/error:")
        else:
            st.rerun()


def load_sample_data() -> None:
    """Store them through the paths that real ones take."""
    kept = store()
    kept.write(SavedBin(Bin(SAMPLE))).result()
    arrivals = [
        Arrival(
            bin=SAMPLE,
            received_at=callback.at,
            body=callback.body,
            path=f"/in/{SAMPLE}",
            content_type=callback.content_type,
            rows=rows_of(callback.body, callback.content_type),
        )
        for callback in sample_events(EVENTS)
    ]
    for future in [kept.write(arrival) for arrival in arrivals]:
        future.result()
    simulate(VISITS, store=kept, chances=Chances(days=DAYS), source=SAMPLE)


def remove_sample_data() -> None:
    """Take every sample out again."""
    try:
        store().write(RemoveSamples()).result()
    except Refusal as refusal:
        st.toast(f"Nothing was removed: {refusal}", icon=":material/error:")


def show_sample_note(page: str) -> None:
    """Say that samples are among what is shown, with the way to remove them."""
    with store().reading() as connection:
        visits, deliveries = samples_kept(connection)
    if not visits and not deliveries:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{page}.samples"):
        st.caption(f"Among these are {visits:,} sample visits and {deliveries:,} sample deliveries.")
        st.button(
            "Remove the samples",
            key=f"{page}.remove_samples",
            type="tertiary",
            icon=":material/delete_sweep:",
            on_click=remove_sample_data,
        )
