"""Which people are listed: a search, and what they did with their money."""

from __future__ import annotations

import streamlit as st
from leads_state import Place, go
from plain import plain

from store.inbox import query_of
from store.questions.people import Asked

KINDS: dict[str, tuple[str, ...]] = {
    "Buyers": ("sale", "rebill"),
    "Subscribers who cancelled": ("cancellation",),
    "Refunded": ("refund", "partial_refund", "chargeback"),
}


def show_filters() -> tuple[Asked, bool]:
    """Draw the search and the filter; returns what is asked, and whether that is all that was typed."""
    text = st.text_input(
        "Search",
        key="leads.q",
        bind="query-params",
        type="search",
        live="400ms",
        placeholder="maria, email:santos, action:buy_product, product:course",
        label_visibility="collapsed",
        on_change=lambda: go(Place()),
        help="The inbox's search: people with an event that fits.",
    )
    who = st.pills(
        "Only",
        list(KINDS),
        key="leads.who",
        bind="query-params",
        label_visibility="collapsed",
        on_change=lambda: go(Place()),
    )
    query, problems = query_of(text)
    for problem in problems:
        st.warning(plain(problem.message), icon=":material/search_off:")
    return Asked(query, KINDS.get(who or "", ())), not problems
