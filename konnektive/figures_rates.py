"""Rates and durations as pictures: by day, by kind of visit, and how long orders take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import plotly.graph_objects as go

from konnektive.figures import BAND, COLOURS, laid_out
from store.questions.placed import LEFT, PACE_NAMES, SOLD
from store.questions.proportion import Proportion


@dataclass(frozen=True, slots=True)
class Point:
    """A rate at a place of an axis: a day, or a value of a dimension."""

    at: int | str
    rate: Proportion


def trend(points: Sequence[Point], previous: Sequence[Point] = ()) -> go.Figure:
    """A rate by day with its 95 % interval, hollow where few were counted; `previous` on the same days."""
    days = [date(point.at) for point in points]
    figure = go.Figure()
    lows, highs = zip(*(point.rate.interval for point in points), strict=True) if points else ((), ())
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_trace(go.Scatter(x=days, y=list(highs), **edge))
    figure.add_trace(go.Scatter(x=days, y=list(lows), fill="tonexty", fillcolor=BAND, **edge))
    if previous:
        line = {"dash": "dot", "color": COLOURS[LEFT]}
        figure.add_trace(
            go.Scatter(
                x=[date(point.at) for point in previous],
                y=[point.rate.rate for point in previous],
                mode="lines",
                line=line,
                hoverinfo="skip",
                name="Period before",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[point.rate.rate for point in points],
            mode="lines+markers",
            line={"color": COLOURS[SOLD]},
            marker={
                "size": 8,
                "symbol": ["circle" if point.rate.is_enough else "circle-open" for point in points],
            },
            text=[point.rate.text for point in points],
            hovertemplate="%{x|%e %b}: %{text}<extra></extra>",
            name="This period",
        )
    )
    # A tick where there is a point, and no more than ten: left to itself the axis divides a day into hours.
    figure.update_xaxes(tickformat="%e %b", tickvals=days[:: 1 + len(days) // 10])
    if len(days) == 1:
        figure.update_xaxes(range=[days[0] - timedelta(days=1), days[0] + timedelta(days=1)])
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    figure.update_layout(showlegend=bool(previous), legend={"orientation": "h", "y": 1.12, "x": 0})
    return laid_out(figure, height=280, bottom=30)


def breakdown(points: Sequence[Point]) -> go.Figure:
    """A rate for each value with its 95 % interval; grey and hollow where too few were counted."""
    highs = [point.rate.interval[1] - (point.rate.rate or 0) for point in points]
    lows = [(point.rate.rate or 0) - point.rate.interval[0] for point in points]
    figure = go.Figure(
        go.Scatter(
            y=[str(point.at) or "not given" for point in points],
            x=[point.rate.rate for point in points],
            error_x={
                "type": "data",
                "array": highs,
                "arrayminus": lows,
                "thickness": 1.5,
                "width": 4,
                "color": COLOURS[LEFT],
            },
            mode="markers",
            marker={
                "size": 12,
                "color": [COLOURS[SOLD] if point.rate.is_enough else COLOURS[LEFT] for point in points],
                "symbol": ["circle" if point.rate.is_enough else "circle-open" for point in points],
            },
            text=[point.rate.text for point in points],
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", type="category")
    figure.update_xaxes(tickformat=".0%", rangemode="tozero")
    return laid_out(figure, height=34 * len(points) + 70, bottom=30)


def durations(orders: Sequence[int]) -> go.Figure:
    """How many orders were placed how long after the first step, for each of PACE_NAMES."""
    bars = go.Bar(
        x=list(PACE_NAMES),
        y=list(orders),
        text=[f"{n:,}" if n else "" for n in orders],
        textposition="outside",
        cliponaxis=False,
        marker={"color": COLOURS[SOLD]},
        hovertemplate="%{x}: %{y:,} orders<extra></extra>",
    )
    return laid_out(go.Figure(bars), height=280, bottom=30)


def date(day: int | str) -> datetime:
    """The beginning of a day that counts from 1970-01-01 UTC."""
    return datetime.fromtimestamp(int(day) * 86_400, tz=UTC)
