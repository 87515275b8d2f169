"""The inbox's list: newest first, at most a second behind while live, paged by id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from handles import capture_url, store
from inbox_state import LIVE, OPENING, Place, choose, drawn, go, place
from inbox_words import arrived, marks, what

from store.inbox import Line, Page, arrived_since, newest, page
from store.search import Query

PAGE = 50


def show_list(query: Query) -> None:
    """Draw the list, renewed each second while it is live."""
    live = st.session_state.get(LIVE, True)
    st.fragment(_show, run_every="1s", key="inbox.list")(
        query
    ) if live or place().held is not None else _show(query)


def _show(query: Query) -> None:
    if st.session_state.pop(OPENING, False):
        # The list is redrawn by itself; the drawer belongs to the page.
        st.rerun()
    at = place()
    top = at.below if at.below is not None else None if at.held is None else at.held + 1
    with store().reading() as connection:
        found = page(connection, query, below=top, limit=PAGE)
        waiting = arrived_since(connection, query, at.held) if at.held is not None else 0
    _show_bar(at, found, waiting)
    if found.lines:
        _show_lines(found)
    else:
        _show_empty(query)


def _show_bar(at: Place, found: Page, waiting: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Live", key=LIVE, value=True, on_change=_hold, persist_state="session")
        if waiting:
            words = f"{waiting:,}{'+' if waiting == 1000 else ''} new"
            st.button(
                words, key="inbox.new", icon=":material/arrow_upward:", on_click=_release, type="primary"
            )
        st.space("stretch")
        st.button(
            "Newer", key="inbox.newer", icon=":material/chevron_left:", type="tertiary",
            disabled=not at.trail, on_click=_back, args=(at,),
        )  # fmt: skip
        st.button(
            "Older", key="inbox.older", icon=":material/chevron_right:", type="tertiary",
            disabled=found.next_below is None, on_click=_on, args=(at, found.next_below),
        )  # fmt: skip


def _hold() -> None:
    if st.session_state[LIVE]:
        go(Place())
    else:
        with store().reading() as connection:
            go(replace(place(), held=newest(connection)))


def _release() -> None:
    with store().reading() as connection:
        go(Place(held=newest(connection)))


def _on(at: Place, below: int) -> None:
    go(Place(below, (*at.trail, at.below), at.held))


def _back(at: Place) -> None:
    go(Place(at.trail[-1], at.trail[:-1], at.held))


def _show_lines(found: Page) -> None:
    ids = [line.id for line in found.lines]
    key = f"inbox.lines.{ids[0]}.{ids[-1]}.{len(ids)}.{drawn()}"
    st.dataframe(
        [_row(line) for line in found.lines],
        key=key,
        on_select=lambda: _open(key, ids),
        selection_mode="single-cell",
        hide_index=True,
        height="content" if len(ids) <= 20 else 738,
        column_config={
            "#": st.column_config.NumberColumn(format="%d", width=60),
            "Arrived (UTC)": st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss", width=120),
            "What": st.column_config.TextColumn(width=150),
            "Lead": st.column_config.TextColumn(width=150),
            "Amount": st.column_config.TextColumn(width=80, alignment="right"),
            "Bytes": st.column_config.NumberColumn(format="localized", width=70),
        },
        alt="Deliveries, newest first",
    )


def _open(key: str, ids: list[int]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        choose(ids[cells[0][0]])
        st.session_state[OPENING] = True


def _row(line: Line) -> dict[str, Any]:
    first = line.events[0] if line.events else None
    cents = first.amount_cents if first else None
    return {
        "#": line.id,
        "Arrived (UTC)": arrived(line),
        "What": what(line),
        "Lead": (first.lead_name or first.lead_email or first.lead_id) if first else "",
        "About": first.subject if first else line.query,
        "Amount": "" if cents is None else f"{cents / 100:,.2f}",
        "Marks": " · ".join(marks(line)),
        "Bin": line.bin,
        "Bytes": line.size,
    }


def _show_empty(query: Query) -> None:
    if query.terms:
        st.info("Nothing that was received fits this search.", icon=":material/search_off:")
        return
    st.info(
        "Post anything here, or set this address in Kartra under My Integrations, My API, Outbound API. "
        "It shows up below within a second.",
        title="Nothing has arrived yet",
        icon=":material/inbox:",
    )
    st.code(
        f"curl -X POST {capture_url()} -H 'content-type: application/json' \\\n"
        '  -d \'{"lead": {"id": "10", "email": "maria@example.com"}, "action": "buy_product"}\'',
        language="bash",
        wrap_lines=True,
    )
