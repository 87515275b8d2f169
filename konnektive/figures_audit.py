"""The audit as a picture: one lane a visit, pages across, calls as marks, missing ones hollow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from konnektive.audit.lanes import ELSEWHERE, PAGES, Lane, Mark
from konnektive.audit.rule import Severity
from konnektive.funnel import TITLES

COLOURS: Mapping[Severity | None, str] = {
    None: "#5B8DB8",
    "info": "#86BDE8",
    "warn": "#E08A00",
    "error": "#C8321F",
}
WORDS: Mapping[Severity | None, str] = {None: "Fine", "info": "Note", "warn": "Warning", "error": "Error"}
MISSING = "#8792A0"
LANE = 56
"""Pixels for one visit."""
_PAGE_WORDS = {**TITLES, ELSEWHERE: "No page"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and where it stands."""

    lane: Lane
    mark: Mark
    x: float
    y: int
    is_high: bool
    """Its word stands above: words of neighbours keep apart in a narrow window."""


def swim_lanes(lanes: Sequence[Lane]) -> go.Figure:
    """The lanes from top to bottom; a mark's customdata is its visit and call, 0 for a missing call."""
    pages = [page for page in PAGES if any(mark.page == page for lane in lanes for mark in lane.marks)]
    placed = [one for y, lane in enumerate(lanes) for one in _placed(lane, y, pages)]
    figure = go.Figure()
    for severity in COLOURS:
        made = [one for one in placed if one.mark.call is not None and one.mark.severity == severity]
        figure.add_trace(_trace(made, WORDS[severity], COLOURS[severity], "circle"))
    missing = [one for one in placed if one.mark.call is None]
    figure.add_trace(_trace(missing, "Missing", MISSING, "circle-open-dot"))
    _lay_out(figure, lanes, pages)
    return figure


def _placed(lane: Lane, y: int, pages: Sequence[str]) -> list[Placed]:
    found = []
    for column, page in enumerate(pages):
        marks = lane.on(page)
        step = min(0.27, 0.86 / max(len(marks), 1))
        start = column - step * (len(marks) - 1) / 2
        found += [Placed(lane, mark, start + step * i, y, i % 2 == 1) for i, mark in enumerate(marks)]
    return found


def _trace(placed: Sequence[Placed], name: str, colour: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=[one.x for one in placed],
        y=[one.y for one in placed],
        mode="markers+text",
        text=[one.mark.word for one in placed],
        textposition=["top center" if one.is_high else "bottom center" for one in placed],
        textfont={"size": 10},
        marker={"size": 14, "color": colour, "symbol": symbol, "line": {"width": 2, "color": colour}},
        customdata=[[one.lane.judged.number, one.mark.call.number if one.mark.call else 0] for one in placed],
        hovertext=[_told(one) for one in placed],
        hoverinfo="text",
        name=name,
        showlegend=bool(placed),
        cliponaxis=False,
    )


def _told(one: Placed) -> str:
    mark = one.mark
    if mark.call is None:
        return f"{mark.endpoint.name} is missing"
    lines = [f"Call {mark.call.number}: {mark.endpoint.name}"]
    lines += [f"{finding.rule.name} {finding.rule.title}" for finding in mark.findings]
    return "<br>".join(lines)


def _lay_out(figure: go.Figure, lanes: Sequence[Lane], pages: Sequence[str]) -> None:
    figure.update_xaxes(
        tickvals=list(range(len(pages))),
        ticktext=[_PAGE_WORDS[page] for page in pages],
        range=[-0.55, len(pages) - 0.45],
        side="top",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=[f"Visit {lane.judged.number}" for lane in lanes],
        range=[len(lanes) - 0.3, -0.55],
        zeroline=False,
        fixedrange=True,
    )
    for column in range(1, len(pages)):
        figure.add_vline(column - 0.5, line={"width": 1, "color": "rgba(128,140,155,0.25)"})
    figure.update_layout(
        height=90 + LANE * len(lanes),
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0},
        dragmode=False,
    )
