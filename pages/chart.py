"""A picture that can be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HINT = "Click a mark to list the rows behind it."


def clicked(figure: Figure, key: str, alt: str) -> Mapping[str, Any] | None:
    """Draw the figure; the mark that is chosen in it, if any: `point_index` in the trace `curve_number`."""
    event: Any = st.plotly_chart(
        figure,
        key=key,
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=alt,
    )
    points = event["selection"]["points"] if event else []
    return points[0] if points else None
