"""The funnel, what became of those who came no further, and how all visits ended."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from chart import HINT, Point, clicked, latest
from rows_view import show_visits

from konnektive import figures
from konnektive.figures import ENDED_WORDS
from store.questions.cells import Cell, Mark, count, lost
from store.questions.funnel import LOSS_WORDS, Funnel, assembled
from store.questions.placed import ENDS, Shape
from store.questions.proportion import Proportion
from store.questions.scope import Scope

STEPS, LOSSES, OUTCOMES, VISITS = "funnel.steps", "funnel.losses", "funnel.outcomes", "funnel.visits"
Chosen = tuple[Mark, str]


@st.fragment
def show_steps(scope: Scope, shape: Shape, cells: Sequence[Cell]) -> None:
    """Draw the three; whichever was clicked last has its visits below."""
    found = assembled(shape, tuple(cells))
    ends = {ended: n for ended in ENDS if (n := count(cells, Mark(ended=(ended,))))}
    st.subheader(found.answer, anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    points: dict[str, Point | None] = {}
    with left:
        points[STEPS] = clicked(figures.funnel(found), STEPS, f"Funnel. {found.answer}", among=VISITS)
        if found.elsewhere:
            st.caption(f"{found.elsewhere:,} more began at a later step; Definitions can count them too.")
    with right:
        if any(bar.lost or bar.waiting for bar in found.before_order):
            st.markdown("**Came no further than, and why**")
            points[LOSSES] = clicked(figures.losses(found), LOSSES, f"Losses. {found.answer}", among=VISITS)
        words = outcome_words(ends)
        st.markdown(f"**{words}**")
        points[OUTCOMES] = clicked(figures.outcomes(ends), OUTCOMES, f"Outcomes. {words}", among=VISITS)
    chosen = latest(VISITS, points)
    if chosen is None:
        st.caption(HINT)
        return
    mark, about = meaning(found, list(ends), *chosen)
    show_visits(VISITS, about, count(cells, mark), scope, shape, mark)


def outcome_words(ends: dict[str, int]) -> str:
    """How most visits ended."""
    most = max(ends, key=ends.__getitem__)
    return (
        f"Most visits ended as {ENDED_WORDS[most].lower()}: {Proportion(ends[most], sum(ends.values())).text}"
    )


def meaning(found: Funnel, ends: Sequence[str], key: str, point: Point) -> Chosen:
    """What a click in one of the three charts asks for, and in words."""
    at, curve = point["point_index"], point.get("curve_number", 0)
    if key == OUTCOMES:
        return Mark(ended=(ends[at],)), f"ended: {ENDED_WORDS[ends[at]].lower()}"
    if key == LOSSES:
        why = LOSS_WORDS.get(ENDS[curve], "still in progress")
        return lost(at + 1, ENDS[curve]), f"{why} after {found.bars[at].name}"
    if curve:
        return (Mark(shown=True, taken=True), "took an upsell") if at else (Mark(shown=True), "saw an upsell")
    return Mark(reached=at + 1), f"reached {found.bars[at].name}"
