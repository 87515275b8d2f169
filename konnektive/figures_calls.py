"""Calls to the CRM as pictures: how they were answered, and how long that took."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from konnektive.figures import COLOURS, laid_out
from store.questions.calls import EndpointCalls
from store.questions.placed import BROKEN, DECLINED, LEFT, SOLD

ANSWERS = {"accepted": COLOURS[SOLD], "refused": COLOURS[DECLINED], "failed": COLOURS[BROKEN]}
"""How a call was answered, in the order of the traces, each with its colour."""


def calls(found: Sequence[EndpointCalls]) -> go.Figure:
    """One bar an endpoint, one trace for each of ANSWERS."""
    figure = go.Figure()
    for answer, colour in ANSWERS.items():
        numbers = [getattr(one, answer) for one in found]
        figure.add_trace(
            go.Bar(
                y=[one.endpoint for one in found],
                x=numbers,
                orientation="h",
                name=answer.capitalize(),
                text=[f"{n:,}" if n else "" for n in numbers],
                textposition="auto",
                textangle=0,
                marker={"color": colour},
                hovertemplate="%{x:,} " + answer + "<br>%{y}<extra></extra>",
                showlegend=any(numbers),
            )
        )
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "y": 1.1, "x": 0, "traceorder": "normal"}
    )
    figure.update_yaxes(autorange="reversed")
    return laid_out(figure, height=44 * len(found) + 90, bottom=30)


def response_times(found: Sequence[EndpointCalls]) -> go.Figure:
    """Median and 95th percentile of each endpoint, joined by a line."""
    figure = go.Figure()
    for one in found:
        figure.add_trace(
            go.Scatter(
                x=[one.median_us / 1000, one.p95_us / 1000],
                y=[one.endpoint] * 2,
                mode="lines",
                line={"color": COLOURS[LEFT], "width": 3},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for name, symbol, values in (
        ("Median", "circle", [one.median_us for one in found]),
        ("95th percentile", "diamond", [one.p95_us for one in found]),
    ):
        figure.add_trace(
            go.Scatter(
                x=[value / 1000 for value in values],
                y=[one.endpoint for one in found],
                mode="markers",
                marker={"size": 12, "symbol": symbol, "color": COLOURS[SOLD]},
                name=name,
                hovertemplate="%{y}: %{x:,.1f} ms<extra></extra>",
            )
        )
    figure.update_layout(legend={"orientation": "h", "y": 1.1, "x": 0})
    figure.update_yaxes(autorange="reversed", type="category")
    figure.update_xaxes(rangemode="tozero", ticksuffix=" ms")
    return laid_out(figure, height=44 * len(found) + 90, bottom=30)
