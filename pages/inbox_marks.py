"""Pin, note and tags of a delivery, and the ways to take it along."""

from __future__ import annotations

import streamlit as st
from handles import store

from store import Refusal
from store.inbox import Whole
from store.marks import Marked


def show_marks(whole: Whole) -> None:
    """Draw the row of marks."""
    line = whole.line
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Unpin" if line.pinned else "Pin",
            key="inbox.pin",
            icon=":material/push_pin:",
            help="Pinned deliveries stay, whatever the bin's bounds.",
            on_click=_keep,
            args=(Marked(line.id, pinned=not line.pinned),),
        )
        with st.popover("Note and tags", icon=":material/edit_note:", key=f"inbox.marking.{line.id}"):
            _show_form(whole)
        st.download_button(
            "Save as fixture",
            whole.body,
            file_name=f"{_name(whole)}.{_suffix(whole)}",
            key="inbox.fixture",
            icon=":material/save:",
            on_click="ignore",
            help="The body's bytes as they were kept, to test with.",
        )
        st.page_link(
            "trigger.py",
            label="Send again",
            icon=":material/replay:",
            query_params={"delivery": str(line.id)},
        )
        for tag in line.tags:
            st.badge(tag, icon=":material/sell:")
    if line.note:
        with st.container(border=True, horizontal=True, key=f"inbox.noted.{line.id}"):
            st.markdown(":material/sticky_note_2:", width="content")
            st.text(line.note)


def _show_form(whole: Whole) -> None:
    line = whole.line
    with st.form(f"inbox.form.{line.id}", border=False):
        note = st.text_area("Note", line.note, key=f"inbox.note.{line.id}", max_chars=10_000)
        tags = st.multiselect(
            "Tags", line.tags, default=line.tags, accept_new_options=True, key=f"inbox.tags.{line.id}"
        )
        if st.form_submit_button("Keep", key=f"inbox.keep.{line.id}"):
            _keep(Marked(line.id, note=note, tags=tuple(tags)))
            st.rerun(scope="fragment")


def _keep(marked: Marked) -> None:
    try:
        store().write(marked).result()
    except Refusal as refusal:
        st.toast(f"Not kept: {refusal}", icon=":material/error:")


def _name(whole: Whole) -> str:
    named = whole.line.events[0].action if whole.line.events else ""
    return f"{named or 'delivery'}__{whole.line.id}"


def _suffix(whole: Whole) -> str:
    return "json" if whole.body.lstrip()[:1] in (b"{", b"[") else "txt"
