"""Pictures that can be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HINT = "Click a mark to list the rows behind it."
Point = Mapping[str, Any]
"""A mark: its `point_index` in the trace `curve_number`."""


def clicked(figure: Figure, key: str, alt: str, *, among: str = "") -> Point | None:
    """Draw the figure; the mark that is chosen in it, if any.

    Charts that share a list of rows name it in `among`; `latest` then tells whose turn it is.
    """
    event: Any = st.plotly_chart(
        figure,
        key=key,
        on_select=partial(_note, among, key) if among else "rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=alt,
    )
    points = event["selection"]["points"] if event else []
    return points[0] if points else None


def latest(among: str, points: Mapping[str, Point | None]) -> tuple[str, Point] | None:
    """Of several charts' marks by key, the one that was clicked last."""
    chosen = {key: point for key, point in points.items() if point}
    last = st.session_state.get(f"{among}.last")
    key = last if last in chosen else next(iter(chosen), None)
    return (key, chosen[key]) if key else None


def _note(among: str, key: str) -> None:
    st.session_state[f"{among}.last"] = key
