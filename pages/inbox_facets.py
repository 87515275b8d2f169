"""How what the search finds divides: terms that narrow it, their counts renewed while the list is live."""

from __future__ import annotations

import streamlit as st
from handles import store
from inbox_state import LIVE, search
from plain import plain

from store.inbox import FACETED, facets
from store.search import Query, Term, exactly

_OFFERED = 6
_LONGEST = 80
_FIELDS = ("action", "bin", "method", "finding")
_NARROWING = "inbox.narrowing"
"""Set while a chosen facet waits for the whole page to search anew."""


def show_facets(text: str, query: Query) -> None:
    """Draw them, renewed every few seconds while the list is live."""
    every = "3s" if st.session_state.get(LIVE, True) else None
    st.fragment(_show, run_every=every, key="inbox.divided")(text, query)


def _show(text: str, query: Query) -> None:
    if st.session_state.pop(_NARROWING, False):
        st.rerun()
    offered = _offered(query)
    if not offered:
        return
    with st.container(horizontal=True, gap="xsmall", key="inbox.facets"):
        for term, n in offered:
            st.button(
                f"{plain(_short(str(term)))} :gray[{n:,}]",
                key=f"inbox.facet.{term}",
                type="tertiary",
                on_click=_narrow,
                args=(text, term),
                help=f"Narrow the search; counted among the newest {FACETED:,} matches",
            )


def _offered(query: Query) -> list[tuple[Term, int]]:
    with store().reading() as connection:
        counted = facets(connection, query)
    asked = {(term.field, term.value) for term in query.terms if not term.negated}
    offered = [
        (exactly(field, value), n)
        for field in _FIELDS
        for value, n in counted[field].items()
        if (field, value) not in asked and (field == "finding" or len(counted[field]) > 1)
    ]
    return sorted(offered, key=lambda pair: -pair[1])[:_OFFERED]


def _short(term: str) -> str:
    return term if len(term) <= _LONGEST else f"{term[:_LONGEST]}…"


def _narrow(text: str, term: Term) -> None:
    closed = text + '"' * (text.count('"') % 2)
    search(f"{closed} {term}".strip())
    st.session_state[_NARROWING] = True
