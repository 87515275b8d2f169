"""The bins: which there are, where each is reached, how each answers and forgets."""

from __future__ import annotations

import streamlit as st
from handles import capture_url, store
from inbox_bin_form import show_form
from inbox_state import search

from store import Refusal
from store.bins import FIRST, NAME, Bin, RemovedBin, SavedBin, bins

_CHOSEN = "inbox.bin"
_MADE = "inbox.made"


def show_bins() -> None:
    """Draw the chosen bin with the address to copy, and what can be done with it."""
    with store().reading() as connection:
        known = bins(connection)
    if (made := st.session_state.pop(_MADE, None)) in known:
        st.session_state[_CHOSEN] = made
    name = st.selectbox(
        "Bin", list(known), key=_CHOSEN, label_visibility="collapsed", width=150, persist_state="session"
    )
    if name:
        one = known[name]
        st.code(capture_url(name) + ("/<secret>" if one.secret else ""), language=None, width="content")
        with st.popover("", icon=":material/settings:", key="inbox.setting", help=f"Set up {name}"):
            _show_bin(one)
    with st.popover("", icon=":material/add:", key="inbox.adding", help="Another bin"):
        _show_new(known)


def _show_bin(one: Bin) -> None:
    st.markdown(f"**{one.name}** · {one.refused:,} refused · {one.evicted:,} removed by its bounds")
    wanted = show_form(one)
    if isinstance(wanted, str):
        st.error(wanted)
    elif wanted is not None and _kept(SavedBin(wanted)):
        st.toast(f"{one.name} is set up.", icon=":material/check:")
    with st.container(horizontal=True):
        st.button(
            "Show only this bin",
            key="inbox.only",
            icon=":material/filter_alt:",
            on_click=search,
            args=(f"bin:{one.name}",),
        )
        st.button(
            "Remove the bin",
            key="inbox.remove",
            icon=":material/delete:",
            disabled=one.name == FIRST,
            help="What it captured stays.",
            on_click=_remove,
            args=(one.name,),
        )


def _show_new(known: dict[str, Bin]) -> None:
    with st.form("inbox.new_bin", border=False, clear_on_submit=True):
        name = st.text_input("Name", key="inbox.new_bin.name", placeholder="staging", max_chars=63)
        if not st.form_submit_button("Make the bin", key="inbox.new_bin.make"):
            return
    if not NAME.fullmatch(name):
        st.error("Letters, digits, dashes and underscores, starting with a letter or digit.")
    elif name in known:
        st.error(f"There is a bin {name} already.")
    elif _kept(SavedBin(Bin(name))):
        st.session_state[_MADE] = name
        st.rerun()


def _remove(name: str) -> None:
    if _kept(RemovedBin(name)):
        st.session_state.pop(_CHOSEN, None)


def _kept(change: SavedBin | RemovedBin) -> bool:
    try:
        store().write(change).result()
    except Refusal as refusal:
        st.toast(f"Not kept: {refusal}", icon=":material/error:")
        return False
    return True
