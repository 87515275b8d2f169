"""The inbox's search box, what could not be understood of it, and what can be done with all it finds."""

from __future__ import annotations

import streamlit as st
from inbox_export import show_export
from inbox_facets import show_facets
from inbox_state import SEARCH, Place, go, keep_search
from plain import plain

from store.inbox import query_of
from store.search import Query

GRAMMAR = """
| Search | Finds |
| --- | --- |
| `maria course` | words in the lead, the product, tags and ids |
| `action:buy_product` `action:buy*,refund*` | the event |
| `email:maria` `name:santos` `product:"Course A"` | the person, and what it is about |
| `before:2026-11-01` `after:2h` `on:2026-11-01` | the time of arrival (UTC) |
| `larger:10kb` `smaller:500` | the size of the body |
| `bin:kartra` `method:GET` `path:hook` `query:orderId` `type:form` `from:203.0.113.9` | the request |
| `finding:number-as-text` `has:findings` `is:unreadable` | what is unusual |
| `dup` `pinned` `is:noted` `tag:ask` | marks |
| `lead:10` `transaction:123` `id:17` | numbers |

A minus turns a term around: `-dup`. Quotes keep words together: `"maria santos"`; after `action:`, `bin:`,
`lead:` or `from:` they mean exactly that value, commas and stars included. A quote inside of quotes is `""`.
"""


def show_search() -> Query:
    """Draw the box; returns the search."""
    keep_search()
    with st.container(horizontal=True, vertical_alignment="center"):
        text = st.text_input(
            "Search",
            key=SEARCH,
            bind="query-params",
            type="search",
            live="400ms",
            placeholder='action:buy_product email:maria product:"Course A" -dup larger:10kb',
            label_visibility="collapsed",
            on_change=lambda: go(Place()),
        )
        with st.popover(
            "", icon=":material/help:", key="inbox.grammar", help="How to search", width="content"
        ):
            st.markdown(GRAMMAR)
        query, problems = query_of(text)
        if problems:
            _refuse_export()
        else:
            show_export(query)
        if text.strip() and not problems:
            st.page_link(
                "trigger.py",
                label="Send again",
                icon=":material/replay:",
                query_params={"search": text},
                help="All that this search finds, in the order in which it came.",
            )
    for problem in problems:
        st.warning(plain(problem.message), icon=":material/search_off:")
    show_facets(text, query)
    return query


def _refuse_export() -> None:
    st.button(
        "Export",
        icon=":material/download:",
        key="inbox.export.refused",
        disabled=True,
        help="Without what could not be understood of the search, the file would hold more than is meant.",
    )
