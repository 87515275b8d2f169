"""One delivery in a drawer."""

from __future__ import annotations

import streamlit as st
from handles import store
from inbox_state import choose, chosen

from store.inbox import Whole, one
from store.search import Query


def show_chosen(query: Query) -> None:
    """Open the drawer when the link names a delivery."""
    id_ = chosen()
    if id_ is not None:
        st.dialog(
            f"Delivery {id_}",
            width="medium",
            position="right",
            icon=":material/inbox:",
            on_dismiss=lambda: choose(None),
        )(_show)(id_)


def _show(id_: int) -> None:
    with store().reading() as connection:
        whole = one(connection, id_)
    if whole is None:
        st.warning("It is not here: it never was, or retention has removed it.")
        return
    _show_whole(whole)


def _show_whole(whole: Whole) -> None:
    st.caption(
        f"{whole.line.method} {whole.line.path} · {whole.line.size:,} bytes · {whole.line.content_type}"
    )
    st.code(whole.body.decode(errors="replace"), wrap_lines=True)
    st.table(dict(whole.headers), border="horizontal")
