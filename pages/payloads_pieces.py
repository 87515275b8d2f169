"""The pieces of a large file as a table of pages, and the one that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from reading_view import show_reading

from kartra.paging import PieceIndex
from kartra.reading import read
from kartra.rows import rows_of
from privacy import redacted_text

PAGE = 100
"""Pieces of one page."""


def show_pieces(index: PieceIndex) -> None:
    """Draw how many there are, a page of them, and the chosen one."""
    said = f"{index.count:,} {index.layout.thing}{'' if index.count == 1 else 's'}"
    st.markdown(f"**{said}**, {index.faults:,} of them not as documented" if index.faults else f"**{said}**")
    if not index.checked:
        st.caption(
            f"The events stand inside of something else: a {index.layout.thing} is read when it is shown."
        )
    shown, key = _page(index)
    chosen = st.dataframe(
        [_row(index, number, text) for number, text in shown],
        key=f"payloads.lines.{key}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=420,
        placeholder="",
        column_config={"What is not as documented": st.column_config.TextColumn(width="large")},
        alt="A page of the file",
    )
    _show_chosen(index, shown, chosen["selection"]["rows"])


def _page(index: PieceIndex) -> tuple[list[tuple[int, bytes]], str]:
    """The pieces of the page that is chosen, and what tells it from others."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Which", ["All", "Not as documented"], default="All", required=True, key="payloads.which",
            disabled=not index.faults,
        )  # fmt: skip
        odd = which != "All"
        count = len(index.faulty) if odd else index.count
        number = st.number_input(
            f"Go to {index.layout.thing}",
            1,
            max(1, index.count),
            key="payloads.line",
            width=160,
            disabled=odd,
        )
    first = PAGE * (st.pagination(max(1, -(-count // PAGE)), key=f"payloads.page.{which}.{number}") - 1)
    first += 0 if odd else int(number) - 1
    shown = index.picked(index.faulty[first : first + PAGE]) if odd else index.page(first, PAGE)
    return shown, f"{which}.{first}"


def _show_chosen(index: PieceIndex, shown: Sequence[tuple[int, bytes]], rows: Sequence[int]) -> None:
    if not rows:
        st.caption(f"Choose a {index.layout.thing} to see all of it.")
        return
    number, text = shown[rows[0]]
    with st.container(border=True):
        show_reading(read(text, f"{index.layout.thing} {number + 1}"), text, f"payloads.line.{number}")


def _row(index: PieceIndex, number: int, text: bytes) -> dict[str, object]:
    row = next(iter(rows_of(text).events), None)
    return {
        index.layout.thing.capitalize(): number + 1,
        "Action": row.action if row else "",
        "Lead": (row.lead_email or row.lead_id) if row else "",
        "About": redacted_text(row.subject) if row else "",
        "Amount": None if row is None or row.amount_cents is None else row.amount_cents / 100,
        "What is not as documented": redacted_text(index.fault(text) or ""),
    }
