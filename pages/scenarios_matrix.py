"""The matrix: scenarios down, faults across, a mark in each cell."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from konnektive.scenarios.cell import MEANING, Cell, Verdict

MARKS: dict[Verdict, str] = {
    "pass": "✓ pass",
    "fail": "✗ fail",
    "not noticed": "◌ not noticed",
    "not met": "·",
}
COLOURS: dict[str, str] = {
    "✓ pass": "color: #2a9d5c",
    "✗ fail": "color: #d64a3f",
    "◌ not noticed": "color: #c87a00; font-weight: 600",
    "·": "opacity: 0.4",
}


def counted(cells: tuple[Cell, ...]) -> str:
    """The whole matrix in one sentence."""
    count = Counter(cell.verdict for cell in cells)
    said = [
        f"{count['pass']} passed",
        f"{count['fail']} failed aloud",
        f"{count['not noticed']} went wrong unnoticed",
    ]
    return ", ".join(said) + "."


def show_matrix(cells: tuple[Cell, ...]) -> None:
    """Draw it; a cell that is clicked opens below."""
    titles = list(dict.fromkeys(cell.column.title for cell in cells))
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        rows.setdefault(cell.scenario.title, {})[cell.column.title] = MARKS[cell.verdict]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=titles).fillna("")
    st.dataframe(
        frame.style.map(lambda mark: COLOURS.get(mark, "")),
        key="scenarios.matrix",
        on_select="rerun",
        selection_mode="single-cell",
        height="content",
        column_config={title: st.column_config.TextColumn(width=112) for title in titles},
        alt="Scenarios down, faults across: pass, fail, not noticed",
    )
    st.caption("  \n".join(f"**{MARKS[verdict]}** {meaning}" for verdict, meaning in MEANING.items()))


def chosen_cell(cells: tuple[Cell, ...]) -> Cell | None:
    """The cell that was clicked."""
    picked = st.session_state.get("scenarios.matrix", {}).get("selection", {}).get("cells", [])
    if not picked:
        return None
    row, title = picked[0]
    scenarios = list(dict.fromkeys(cell.scenario.name for cell in cells))
    return next(
        (cell for cell in cells if cell.scenario.name == scenarios[row] and cell.column.title == title), None
    )
