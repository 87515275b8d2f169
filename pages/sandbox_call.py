"""The drawer with one call, and the way to its visit's audit."""

from __future__ import annotations

import streamlit as st
from call_view import show_exchange
from handles import sandbox_url, store
from linked import name, number
from plain import plain

from konnektive.kept_exchange import exchange_of, notes_of
from store.questions.traffic import kept_call, kept_calls

CHOSEN = "call"


def chosen() -> int | None:
    """The call in the drawer, as the link has it."""
    return number(CHOSEN)


def choose(call_id: int | None) -> None:
    """Open another call, or none."""
    name(CHOSEN, None if call_id is None else str(call_id))


def show_chosen() -> None:
    """Open the drawer when the link names a call."""
    call_id = chosen()
    if call_id is not None:
        st.dialog(
            f"Call {call_id}",
            width="medium",
            position="right",
            icon=":material/swap_horiz:",
            on_dismiss=lambda: choose(None),
        )(_show)(call_id)


def _show(call_id: int) -> None:
    with store().reading() as connection:
        call = kept_call(connection, call_id)
        visit = kept_calls(connection, call.visit_id) if call else ()
    if call is None:
        st.warning("It is not here: it never was, or the store was cleared.")
        return
    ids = [one.id for one in visit]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"Call {call.seq} of {len(ids)} in visit {call.visit_id} · {plain(call.page_type) or 'no page'}"
        )
        st.space("stretch")
        for words, step, icon in (("Before", -1, "arrow_upward"), ("After", 1, "arrow_downward")):
            place = ids.index(call_id) + step
            there = 0 <= place < len(ids)
            if st.button(words, key=f"sandbox.{words}", icon=f":material/{icon}:", disabled=not there):
                choose(ids[place])
                st.rerun()
    show_exchange(exchange_of(call, sandbox_url()), f"sandbox.call.{call_id}", notes=notes_of(call))
    if st.button("Audit this visit", key="sandbox.audit", icon=":material/fact_check:"):
        st.switch_page("audit.py", query_params={"visit": str(call.visit_id)})
