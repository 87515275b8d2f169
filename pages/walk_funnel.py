"""Designing the funnel: choosing one, its pages, their products, texts and calls; saving and sharing it."""

from __future__ import annotations

import msgspec
import streamlit as st
from plain import plain
from walk_funnel_edit import show_editor, use
from walk_state import current

from konnektive.diagram import diagram
from konnektive.endpoints import PAGE_TYPES
from konnektive.funnel import TITLES, Funnel, with_pages
from konnektive.funnel_file import read_funnel, written
from konnektive.run import Run
from konnektive.saved import file_name, save, saved_funnels
from konnektive.shipped import shipped_funnels

PROBLEM = "walk.funnel.problem"


def known_funnels() -> dict[str, Funnel]:
    """Shipped ones first, then those that were saved here."""
    return {**shipped_funnels(), **{f"saved/{name}": one for name, one in saved_funnels().items()}}


def show_funnel(run: Run) -> None:
    """Choose a funnel and its pages; the rest is behind Edit."""
    known = known_funnels()
    st.session_state["walk.funnel.chosen"] = next(
        (name for name, one in known.items() if one == run.funnel), None
    )
    st.selectbox(
        "Funnel", list(known), key="walk.funnel.chosen", placeholder=f"{run.funnel.name} (edited)",
        format_func=lambda name: known[name].name, on_change=choose_funnel,
    )  # fmt: skip
    st.caption(plain(run.funnel.about))
    st.session_state["walk.funnel.pages"] = [one for one in run.funnel.page_types if one in PAGE_TYPES]
    st.pills(
        "Pages", PAGE_TYPES, selection_mode="multi", key="walk.funnel.pages",
        format_func=lambda one: TITLES[one], on_change=choose_pages,
    )  # fmt: skip
    with st.expander("Edit this funnel", key="walk.funnel.edit", on_change="rerun") as editing:
        if editing.open:
            show_editor(run.funnel)
    with st.expander("Diagram", key="walk.funnel.diagram", on_change="rerun") as drawn:
        if drawn.open:
            st.mermaid_chart(diagram(run.funnel), alt=f"Pages and calls of {run.funnel.name}")
    show_files(run.funnel)


def choose_funnel() -> None:
    """Walk the chosen funnel."""
    chosen = known_funnels().get(st.session_state["walk.funnel.chosen"])
    if chosen:
        use(chosen)


def choose_pages() -> None:
    """The same funnel with other pages; a funnel has at least one."""
    chosen = st.session_state["walk.funnel.pages"]
    if chosen:
        use(with_pages(current().funnel, chosen))


def show_files(funnel: Funnel) -> None:
    """Keep it here, take it away, bring one in, or start another from it."""
    with st.container(horizontal=True):
        st.button("Save", key="walk.funnel.save", icon=":material/save:", on_click=keep_here)
        st.button(
            "Duplicate", key="walk.funnel.duplicate", icon=":material/content_copy:", on_click=duplicate
        )
        st.download_button(
            "Download", written(funnel), f"{file_name(funnel)}.json", "application/json",
            key="walk.funnel.download", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    st.file_uploader(
        "Load a funnel file", type=["json", "yaml", "yml"], key="walk.funnel.load", on_change=load
    )
    if st.session_state.get(PROBLEM):
        st.error(st.session_state[PROBLEM])


def keep_here() -> None:
    """Save the funnel beside the store."""
    save(current().funnel)


def duplicate() -> None:
    """Save a copy under a name of its own, and walk that."""
    funnel = current().funnel
    copy = msgspec.structs.replace(funnel, name=f"Copy of {funnel.name}")
    save(copy)
    use(copy)


def load() -> None:
    """Walk the funnel of the uploaded file, or say what is wrong with it."""
    uploaded = st.session_state["walk.funnel.load"]
    if uploaded is None:
        return
    read = read_funnel(uploaded.getvalue())
    st.session_state[PROBLEM] = read.problem
    if read.funnel:
        use(read.funnel)
