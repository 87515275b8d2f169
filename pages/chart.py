"""Pictures that can be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HINT = "Click a mark to list the rows behind it."
Point = Mapping[str, Any]
"""A mark: its `point_index` in the trace `curve_number`."""


def clicked(figure: Figure, key: str, alt: str, *, instead_of: Sequence[str] = ()) -> Point | None:
    """Draw the figure; the mark that is chosen in it, if any. A click lets go of marks in `instead_of`."""
    event: Any = st.plotly_chart(
        figure,
        key=_widget(key),
        on_select=lambda: _let_go(key, instead_of),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=alt,
    )
    points = _points(event)
    return points[0] if points else None


def let_go(key: str) -> None:
    """Let the chart forget its mark, so that the same click chooses it again."""
    if _points(st.session_state.get(_widget(key))):
        st.session_state[f"{key}.let_go"] = st.session_state.get(f"{key}.let_go", 0) + 1


def _widget(key: str) -> str:
    """A chart forgets its mark only by becoming another widget."""
    times = st.session_state.get(f"{key}.let_go", 0)
    return f"{key}.{times}" if times else key


def _let_go(key: str, others: Sequence[str]) -> None:
    if not _points(st.session_state.get(_widget(key))):
        return
    for other in others:
        let_go(other)


def _points(event: Any) -> list[Point]:
    return list(event["selection"]["points"]) if event else []
