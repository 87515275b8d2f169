"""One cell of the matrix opened: what should have happened, what did, and every call of the walk."""

from __future__ import annotations

from functools import partial

import call_view
import streamlit as st
from plain import plain
from scenarios_matrix import MARKS
from walk_state import keep

from konnektive.audit.report import MEANING
from konnektive.ending import outcome, told
from konnektive.export.report import report, verdict
from konnektive.run import Run
from konnektive.scenarios.cell import Cell


def show_cell(cell: Cell) -> None:
    """Draw the verdict with its reasons, then the calls."""
    st.subheader(f"{cell.scenario.title} · {cell.column.title}", anchor=False)
    st.markdown(f"**{MARKS[cell.verdict]}** Should be: {cell.scenario.should}")
    for reason in cell.reasons:
        st.markdown(f"- {plain(reason)}")
    st.caption(outcome(cell.run))
    st.download_button(
        f"Report: {MEANING[verdict(cell.run)]}",
        partial(report, cell.run),
        f"{cell.scenario.name}.html",
        "text/html",
        key="scenarios.report",
        on_click="ignore",
        icon=":material/description:",
    )
    if st.button(
        "Open in Walk", key="scenarios.open", icon=":material/footprint:", on_click=keep, args=(cell.run,)
    ):
        st.switch_page("walk.py")
    lines = [told(attempt, cell.run) for attempt in cell.run.attempts]
    chosen = st.selectbox(
        "Calls of this walk",
        range(len(lines)),
        key=f"scenarios.call.{cell.scenario.name}.{cell.column.name}",
        index=first_trouble(cell.run),
        format_func=lambda n: f"{n + 1}. {' '.join(lines[n].split())}",
    )
    call_view.show_exchange(cell.run.attempts[chosen].exchange, key="scenarios.exchange")


def first_trouble(run: Run) -> int:
    """The first call that was not accepted, else the first."""
    bad = [n for n, one in enumerate(run.attempts) if one.exchange.outcome in ("refused", "failed")]
    return bad[0] if bad else 0
