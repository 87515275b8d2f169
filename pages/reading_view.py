"""One input as it was read: how many events, what stood in the way, each event, and the raw text."""

from __future__ import annotations

import streamlit as st
from event_view import show_event
from plain import plain

from kartra.event import Problem, Reading
from kartra.excerpt import excerpt
from kartra.reading import shown_text
from kartra.reading.mends import MENDS
from kartra.rows import rows
from kartra.sentence import sentence
from privacy import redacted_text

_LISTED = 200
_RAW = 200_000
"""Characters of the raw text that are drawn; a browser stalls on megabytes in one block."""


def show_reading(reading: Reading, data: bytes, key: str) -> None:
    """Draw the input; `key` tells it from every other on the page."""
    if not reading.events:
        problem = reading.problems[-1]
        st.warning(plain(redacted_text(problem.message)), title="No event in here", icon=":material/help:")
    _show_mended(reading)
    if len(reading.events) > 1:
        _show_several(reading, key)
    elif reading.events:
        show_event(reading.events[0], key)
    _show_steps(reading)
    text = redacted_text(shown_text(data))
    # Without an event the last problem is what the input is, and has been said above.
    problems = reading.problems if reading.events else reading.problems[:-1]
    if problems:
        _show_problems(problems, text, key)
    with st.expander("Raw", key=f"{key}.raw"):
        if len(text) > _RAW:
            st.caption(f"The first {_RAW:,} of {len(text):,} characters")
        st.code(text[:_RAW], language=None, line_numbers=True, wrap_lines=True, height=420)


def _show_mended(reading: Reading) -> None:
    """Say before anything else that a strict receiver would have refused this text."""
    mended = [step.removeprefix("mended:") for step in reading.steps if step.startswith("mended:")]
    lost = [problem for problem in reading.problems if problem.severity == "error"]
    if not reading.events:
        return
    if lost:
        st.error(plain(redacted_text(lost[0].message)), icon=":material/content_cut:")
    elif mended:
        told = "; ".join(MENDS.get(code, code) for code in mended)
        st.warning(
            f"A strict receiver would refuse this text. Mended: {plain(told)}.", icon=":material/build:"
        )


def _show_several(reading: Reading, key: str) -> None:
    st.markdown(f"##### {len(reading.events):,} events")
    lines = [
        {
            "Line": event.line,
            "What happened": redacted_text(sentence(event)),
            "Action": event.action or "IPN",
            "Lead": row.lead_email or row.lead_id,
            "Amount": None if row.amount_cents is None else row.amount_cents / 100,
            "Unusual": len(row.findings) or None,
        }
        for event, row in zip(reading.events[:_LISTED], rows(reading).events, strict=False)
    ]
    chosen = st.dataframe(
        lines,
        key=f"{key}.events",
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        hide_index=True,
        height=min(38 + 35 * len(lines), 388),
        column_config={
            "What happened": st.column_config.TextColumn(width="large"),
            "Amount": st.column_config.NumberColumn(format="%.2f"),
        },
        placeholder="",
        alt="The events in this input",
    )
    if len(reading.events) > _LISTED:
        st.caption(f"The first {_LISTED:,}; open the file by its path to page through all of them.")
    index = (chosen["selection"]["rows"] or [0])[0]
    with st.container(border=True):
        show_event(reading.events[index], f"{key}.{index}")


def _show_steps(reading: Reading) -> None:
    steps = " → ".join(f"`{step.replace('`', '')}`" for step in reading.steps) or "none"
    st.markdown(f":small[:gray[How it was read:] {steps}]")


def _show_problems(problems: tuple[Problem, ...], text: str, key: str) -> None:
    placed = [problem for problem in problems if problem.line is not None]
    unplaced = [problem for problem in problems if problem.line is None]
    for problem in unplaced:
        st.markdown(f":orange[:material/warning:] {plain(redacted_text(problem.message))}")
    if not placed:
        return
    st.markdown(f"**What was mended or odd in the text** ({len(placed)})")
    names = [f"Line {problem.line}, column {problem.column}: {problem.code}" for problem in placed]
    chosen = st.selectbox(
        "Place", range(len(placed)), format_func=names.__getitem__, key=f"{key}.place",
        label_visibility="collapsed",
    )  # fmt: skip
    problem = placed[chosen or 0]
    message = redacted_text(problem.message)
    st.code(excerpt(text, problem.line or 1, problem.column or 1, message), language=None)
