"""Paste or open anything that Kartra sent, and read it: leads, transactions, and what is odd."""

from __future__ import annotations

import streamlit as st
from handles import store
from payloads_input import Input, ask_for_input, inputs
from payloads_large import show_large
from reading_view import show_reading

from kartra.pasted import arrival
from store import Refusal
from store.moment import now_ms

BIN = "kartra"


def keep(given: Input) -> None:
    """Put the input into the inbox, and say under which number."""
    try:
        kept = store().write(arrival(given.data, given.reading, BIN, now_ms())).result()
    except Refusal as refusal:
        st.toast(f"Not kept: {refusal}", icon=":material/error:")
        return
    st.toast(f"Kept in the inbox as delivery {getattr(kept, 'id', '')}.", icon=":material/inbox:")


st.title("Payloads", anchor=False)
ask_for_input()
show_large()
if not inputs():
    st.caption(
        "What it is, who it is about and what is odd about it will stand here at once. Nothing is kept."
    )
for position, given in enumerate(inputs()):
    with st.container(horizontal=True, vertical_alignment="center", key=f"payloads.head.{position}"):
        st.markdown(f":material/draft: `{given.name.replace('`', '')}` · {len(given.data):,} bytes")
        st.space("stretch")
        st.button(
            "Keep in inbox",
            key=f"payloads.keep.{position}",
            icon=":material/inbox:",
            on_click=keep,
            args=(given,),
        )
    show_reading(given.reading, given.data, f"payloads.{position}")
    st.divider()
