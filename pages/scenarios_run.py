"""Choosing what to play, and playing it with a progress bar that can be stopped."""

from __future__ import annotations

import streamlit as st

from konnektive.scenarios.cell import Cell, matrix
from konnektive.scenarios.deck import BY_NAME as SCENARIOS
from konnektive.scenarios.faults import BY_NAME as COLUMNS

CELLS, WANTED = "scenarios.cells", "scenarios.wanted"


def show_choice() -> None:
    """Which rows and columns; all unless told."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Play all", key="scenarios.play", type="primary", icon=":material/play_arrow:", on_click=want
        )
        with st.popover("Choose", key="scenarios.choose"):
            st.multiselect(
                "Scenarios", list(SCENARIOS), key="scenarios.rows", placeholder="all of them",
                format_func=lambda name: SCENARIOS[name].title,
            )  # fmt: skip
            st.multiselect(
                "Faults", list(COLUMNS), key="scenarios.columns", placeholder="all of them",
                format_func=lambda name: COLUMNS[name].title,
            )  # fmt: skip
            st.button("Play these", key="scenarios.play_these", type="primary", on_click=want)


def want() -> None:
    """Have the next redraw play what is chosen."""
    rows = st.session_state["scenarios.rows"] or list(SCENARIOS)
    columns = st.session_state["scenarios.columns"] or list(COLUMNS)
    st.session_state[WANTED] = (tuple(rows), tuple(columns))
    st.session_state[CELLS] = ()


def carry_on() -> tuple[Cell, ...]:
    """The cells played so far; what is wanted is played first."""
    if WANTED in st.session_state:
        rows, columns = st.session_state.pop(WANTED)
        play(rows, columns)
    cells: tuple[Cell, ...] = st.session_state.get(CELLS, ())
    return cells


def play(rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """Play row by row; cells that are done stay when it is stopped."""
    total = len(rows) * len(columns)
    bar = st.progress(0.0)
    st.button("Stop", key="scenarios.stop")
    played: tuple[Cell, ...] = ()
    for cell in matrix([SCENARIOS[name] for name in rows], [COLUMNS[name] for name in columns]):
        played = (*played, cell)
        st.session_state[CELLS] = played
        bar.progress(len(played) / total, f"{cell.scenario.title}: {cell.column.title}")
    st.rerun()
