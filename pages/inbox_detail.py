"""One delivery in a drawer: what it says, how it came, what it differs in, and what to do with it."""

from __future__ import annotations

import streamlit as st
from handles import store
from inbox_compare import show_comparison
from inbox_marks import show_marks
from inbox_request import show_code, show_request
from inbox_state import choose, chosen, close
from inbox_words import told_at
from reading_view import show_reading

from kartra import read
from kartra.inspecting import is_readable
from store.inbox import Whole, neighbours, of_lead, one
from store.search import Query

_TABS = ("What it says", "Request", "Compare", "Same lead", "As code")


def show_chosen(query: Query) -> None:
    """Open the drawer when the link names a delivery."""
    if chosen() is not None:
        # Leafing redraws what is inside alone: the number stands there.
        drawer = st.dialog(
            "Delivery",
            width="medium",
            position="right",
            icon=":material/inbox:",
            on_dismiss=close,
        )
        drawer(_show)(query)


def _show(query: Query) -> None:
    id_ = chosen()
    if id_ is None:
        return
    with store().reading() as connection:
        whole = one(connection, id_)
        newer, older = neighbours(connection, query, id_)
    _show_way(newer, older)
    if whole is None:
        st.warning("It is not here: it never was, or retention has removed it.", icon=":material/search_off:")
    else:
        _show_whole(whole)


def _show_way(newer: int | None, older: int | None) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            "Newer", key="inbox.up", icon=":material/arrow_upward:", shortcut="Up", type="tertiary",
            disabled=newer is None, on_click=choose, args=(newer,),
        )  # fmt: skip
        st.button(
            "Older", key="inbox.down", icon=":material/arrow_downward:", shortcut="Down", type="tertiary",
            disabled=older is None, on_click=choose, args=(older,),
        )  # fmt: skip


def _show_whole(whole: Whole) -> None:
    line = whole.line
    st.markdown(f"**{line.id}** · {told_at(line)} · {line.size:,} bytes · bin `{line.bin}`")
    if line.dup_of:
        st.info(
            f"The same content came as delivery {line.dup_of}. Both are kept; money counts once.",
            icon=":material/content_copy:",
        )
        st.button(f"Open {line.dup_of}", key="inbox.first", on_click=choose, args=(line.dup_of,))
    show_marks(whole)
    says, request, compare, lead, code = st.tabs(_TABS, key="inbox.tabs", on_change="rerun")
    if says.open:
        with says:
            _show_reading(whole)
    with request:
        show_request(whole)
    if compare.open:
        with compare:
            show_comparison(whole)
    if lead.open:
        with lead:
            _show_lead(whole)
    with code:
        show_code(whole)


def _show_reading(whole: Whole) -> None:
    given = whole.body or whole.line.query.encode()
    if not given:
        st.info("It came with an empty body and no query string.")
    elif is_readable(given) or given[:2] == b"\x1f\x8b":
        show_reading(read(given), given, key=f"inbox.{whole.line.id}")
    else:
        st.warning("This is no text. The tab Request shows it byte by byte.", icon=":material/data_array:")
        show_reading(read(given), given, key=f"inbox.{whole.line.id}")


def _show_lead(whole: Whole) -> None:
    """The other events of the same person."""
    first = whole.line.events[0] if whole.line.events else None
    with store().reading() as connection:
        found = of_lead(connection, first.lead_email, first.lead_id) if first else ()
    others = [line for line in found if line.id != whole.line.id]
    if not others:
        st.caption("Nothing else has arrived for this person." if first else "It names nobody.")
    for line in others:
        named = ", ".join(dict.fromkeys(one.action or one.surface for one in line.events))
        st.button(
            f"{line.id} · {told_at(line)} · {named}",
            key=f"inbox.lead.{line.id}",
            type="tertiary",
            on_click=choose,
            args=(line.id,),
        )
