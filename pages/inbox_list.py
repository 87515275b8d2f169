"""The inbox's list: newest first, at most a second behind while live, paged by id."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from handles import capture_url, store
from hearing import listen
from inbox_state import LIVE, Place, choose, chosen, drawn, go, place, stay
from inbox_words import arrived, marks, what
from list_reading import TABLE, is_reading, watch_reading
from list_row import make_way, mark_row, open_row

from store.inbox import Line, Page, arrived_since, newest, page
from store.search import Query

PAGE = 50
_DRAWN_TO = "inbox.drawn_to"


def show_list(query: Query) -> None:
    """Draw the list, renewed each second: new rows while it is live, or how many there are."""
    st.fragment(_show, run_every="1s", key="inbox.list")(query)


def _show(query: Query) -> None:
    make_way()
    with store().reading() as connection:
        latest = newest(connection)
        at = _settled(latest)
        top = (latest if at.held is None else at.held) + 1
        found = page(connection, query, below=top if at.below is None else at.below, limit=PAGE)
        waiting = arrived_since(connection, query, at.held) if at.held is not None else 0
    _show_bar(at, found, waiting)
    with st.container(key=TABLE):
        if found.lines:
            _show_lines(found)
        else:
            _show_empty(query)
    watch_reading()
    listen()


def _settled(latest: int) -> Place:
    """Where the list stands: still, from what was drawn last, while it is paused or somebody reads in it."""
    at = place()
    if st.session_state.get(LIVE, True) and not is_reading():
        st.session_state[_DRAWN_TO] = latest
        return stay(None)
    return at if at.held is not None else stay(st.session_state.get(_DRAWN_TO, latest))


def _show_bar(at: Place, found: Page, waiting: int) -> None:
    # To the left: on the right the table's own buttons cover what stands above it while it is pointed at.
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Live", key=LIVE, value=True, on_change=_turn, persist_state="session")
        st.button(
            "Newer", key="inbox.newer", icon=":material/chevron_left:", type="tertiary",
            disabled=not at.trail, on_click=_back, args=(at,),
        )  # fmt: skip
        st.button(
            "Older", key="inbox.older", icon=":material/chevron_right:", type="tertiary",
            disabled=found.next_below is None, on_click=_on, args=(at, found.next_below),
        )  # fmt: skip
        if waiting:
            words = f"{waiting:,}{'+' if waiting == 1000 else ''} new"
            st.button(
                words, key="inbox.new", icon=":material/arrow_upward:", on_click=_release, type="primary"
            )


def _turn() -> None:
    if st.session_state[LIVE]:
        go(Place())


def _release() -> None:
    with store().reading() as connection:
        go(Place(held=newest(connection)))


def _on(at: Place, below: int) -> None:
    go(Place(below, (*at.trail, at.below), at.held))


def _back(at: Place) -> None:
    go(Place(at.trail[-1], at.trail[:-1], at.held))


def _show_lines(found: Page) -> None:
    ids = [line.id for line in found.lines]
    # The same key for as long as the same part is shown: new rows must not build the table anew.
    key = f"inbox.lines.{drawn()}"
    mark_row(key, ids, chosen(), "#")
    st.dataframe(
        [_row(line) for line in found.lines],
        key=key,
        on_select=partial(open_row, key, ids, choose),
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
