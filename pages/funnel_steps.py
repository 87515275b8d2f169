"""The funnel, and what became of those who came no further; a click lists the visits behind a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from chart import HINT, clicked
from rows_view import show_visits

from konnektive import figures
from store.questions.cells import Cell, Mark, count, lost
from store.questions.funnel import LOSS_WORDS, Funnel, assembled
from store.questions.placed import ENDS, Shape
from store.questions.scope import Scope

Chosen = tuple[Mark, str]


@st.fragment
def show_steps(scope: Scope, shape: Shape, cells: Sequence[Cell]) -> None:
    """Draw both; the one that was clicked last has its rows below."""
    found = assembled(shape, tuple(cells))
    st.subheader(found.answer, anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        step = clicked(figures.funnel(found), "funnel.steps", f"Funnel. {found.answer}")
        if found.elsewhere:
            st.caption(f"{found.elsewhere:,} more began at a later step; Definitions can count them too.")
    with right:
        st.markdown("**Came no further, by reason**")
        loss = clicked(figures.losses(found), "funnel.losses", f"Losses by step and reason. {found.answer}")
    chosen = _loss(found, loss) or _step(found, step)
    if chosen:
        mark, words = chosen
        show_visits("funnel.visits", words, count(cells, mark), scope, shape, mark)
    else:
        st.caption(HINT)


def _step(found: Funnel, point: Mapping[str, Any] | None) -> Chosen | None:
    if point is None:
        return None
    at = point["point_index"]
    if point.get("curve_number", 0):
        return (Mark(shown=True, taken=True), "took an upsell") if at else (Mark(shown=True), "saw an upsell")
    return Mark(reached=at + 1), f"reached {found.bars[at].name}"


def _loss(found: Funnel, point: Mapping[str, Any] | None) -> Chosen | None:
    if point is None:
        return None
    step, ended = point["point_index"] + 1, ENDS[point.get("curve_number", 0)]
    words = LOSS_WORDS.get(ended, "still in progress")
    return lost(step, ended), f"{words} after {found.bars[step - 1].name}"
