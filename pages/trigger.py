"""Make Kartra events happen: choose in words, see the exact requests, send them, see what came back."""

from __future__ import annotations

import streamlit as st
from linked import is_news
from trigger_again import WHICH, prepare_again
from trigger_attempts import show_attempts
from trigger_choice import AGAIN, ONE, OWN, STORY
from trigger_preview import show_exactly, show_requests
from trigger_sending import how_to_send, show_send
from trigger_telling import prepare_told

linked = st.query_params.get("delivery") or st.query_params.get("search", "")
if is_news(linked) and linked:
    # A link from the inbox names what to send again; it is followed once, then the fields are the visitor's.
    st.session_state["trigger.what"] = AGAIN
    st.session_state[WHICH] = linked
st.session_state.setdefault("trigger.what", ONE)
st.title("Trigger", anchor=False)
st.caption(
    "Kartra sends an event only when it really happens. Here it happens when you want it, to the address you "
    "choose. People, orders and amounts are invented, and agree with each other."
)
fields, requests = st.columns([1, 1.15], gap="large")
with fields:
    what: str = st.segmented_control(  # type: ignore[assignment]  # required, and set above
        "What happens",
        (ONE, STORY, OWN, AGAIN),
        required=True,
        key="trigger.what",
        persist_state="session",
        label_visibility="collapsed",
        width="stretch",
    )
    choices = st.container()
    # Below the choice, and yet known before it: the address belongs into what is prepared.
    how = how_to_send()
with choices:
    prepared = prepare_again(how) if what == AGAIN else prepare_told(what, how)
with requests:
    chosen = show_requests(prepared)
    show_send(prepared, how)
    if chosen:
        show_exactly(chosen)
show_attempts()
