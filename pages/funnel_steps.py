"""The funnel, what became of those who came no further, and how all visits ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from chart import HINT, Point, clicked
from rows_view import show_visits

from konnektive import figures
from konnektive.figures import ENDED_WORDS
from store.questions.cells import Cell, Mark, count, lost
from store.questions.funnel import LOSS_WORDS, Funnel, assembled
from store.questions.placed import ENDS, SOLD, Shape
from store.questions.proportion import Proportion
from store.questions.scope import Scope

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CHARTS = STEPS, LOSSES, OUTCOMES = "funnel.steps", "funnel.losses", "funnel.outcomes"
Chosen = tuple[Mark, str]


@st.fragment
def show_steps(scope: Scope, shape: Shape, cells: Sequence[Cell]) -> None:
    """Draw the three; the visits behind the chosen mark lie below."""
    found = assembled(shape, tuple(cells))
    ends = {ended: n for ended in ENDS if (n := count(cells, Mark(ended=(ended,))))}
    st.subheader(found.answer, anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    points: dict[str, Point | None] = {}
    with left:
        if found.entered:
            points[STEPS] = draw(figures.funnel(found), STEPS, f"Funnel. {found.answer}")
        if found.elsewhere:
            st.caption(f"{found.elsewhere:,} more began at a later step; Definitions can count them too.")
    with right:
        if any(bar.lost or bar.waiting for bar in found.before_order):
            st.markdown("**Came no further than, and why**")
            points[LOSSES] = draw(figures.losses(found), LOSSES, f"Losses. {found.answer}")
        words = outcome_words(ends)
        st.markdown(f"**{words}**")
        points[OUTCOMES] = draw(figures.outcomes(ends), OUTCOMES, f"Outcomes. {words}")
    for key, point in points.items():
        if point:
            mark, about = meaning(found, list(ends), key, point)
            show_visits("funnel.visits", about, count(cells, mark), scope, shape, mark)
            return
    st.caption(HINT)


def draw(figure: Figure, key: str, alt: str) -> Point | None:
    """One of the three charts: a click in it lets go of the other two."""
    return clicked(figure, key, alt, instead_of=[other for other in CHARTS if other != key])


def outcome_words(ends: dict[str, int]) -> str:
    """How visits ended, the sale first."""
    return f"How visits ended: {Proportion(ends.get(SOLD, 0), sum(ends.values())).text} sold"


def meaning(found: Funnel, ends: Sequence[str], key: str, point: Point) -> Chosen:
    """What a click in one of the three charts asks for, and in words."""
    at, curve = point["point_index"], point.get("curve_number", 0)
    if key == OUTCOMES:
        return Mark(ended=(ends[at],)), f"ended: {ENDED_WORDS[ends[at]]}"
    if key == LOSSES:
        why = LOSS_WORDS.get(ENDS[curve], "still in progress")
        return lost(at + 1, ENDS[curve]), f"{why} after {found.bars[at].name}"
    if curve:
        return (Mark(shown=True, taken=True), "took an upsell") if at else (Mark(shown=True), "saw an upsell")
    return Mark(reached=at + 1), f"reached {found.bars[at].name}"
