"""Visits as pictures: the funnel, what was lost at each step and why, and how visits ended.

Colours stand for one meaning each, and are told apart with every common colour blindness; the theme gives the
others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from store.questions.funnel import LOSS_WORDS, Bar, Funnel
from store.questions.placed import BROKEN, DECLINED, ENDS, IN_PROGRESS, LEFT, PAYPAL, SOLD
from store.questions.proportion import Proportion

COLOURS = {
    SOLD: "#2E86C1",
    DECLINED: "#D55E00",
    PAYPAL: "#E69F00",
    BROKEN: "#8C2D6B",
    IN_PROGRESS: "#86BDE8",
    LEFT: "#76818F",
}
ENDED_WORDS = {
    SOLD: "Sold",
    DECLINED: "Declined",
    PAYPAL: "PayPal not confirmed",
    BROKEN: "Broken",
    IN_PROGRESS: "In progress",
    LEFT: "Left",
}
TEXT_ON = dict.fromkeys(COLOURS, "#FFFFFF") | {PAYPAL: "#1A2430", IN_PROGRESS: "#1A2430"}
BAND = "rgba(46,134,193,0.18)"
ROW = 74
"""Pixels for one bar with two lines of text."""


def funnel(found: Funnel) -> go.Figure:
    """One bar a step with count, share of all and share of the step before; the upsell as a branch below."""
    figure = go.Figure(
        go.Funnel(
            y=[bar.name for bar in found.bars],
            x=[bar.reached for bar in found.bars],
            text=[_bar_text(bar, found.bars) for bar in found.bars],
            textinfo="text",
            textposition="auto",
            marker={"color": COLOURS[SOLD]},
            connector={"fillcolor": BAND, "line": {"width": 0}},
            hovertemplate="%{y}<br>%{text}<extra></extra>",
            name="Steps",
        )
    )
    if found.take_rate.whole:
        figure.add_trace(_upsell(found.take_rate))
    rows = len(found.bars) + (2 if found.take_rate.whole else 0)
    figure.update_layout(showlegend=False)
    return laid_out(figure, height=ROW * rows + 20, bottom=8)


def _bar_text(bar: Bar, bars: Sequence[Bar]) -> str:
    overall = f"{bar.overall.percent} of all {bar.overall.whole:,}"
    if bar.step is None:
        return f"<b>{bar.reached:,}</b><br>{overall}"
    before = bars[bar.number - 2].name
    return f"<b>{bar.reached:,}</b><br>{overall}<br>{bar.step.percent} of {before}'s {bar.step.whole:,}"


def _upsell(rate: Proportion) -> go.Funnel:
    return go.Funnel(
        y=["Upsell shown", "Upsell taken"],
        x=[rate.whole, rate.part],
        text=[
            f"<b>{rate.whole:,}</b><br>optional",
            f"<b>{rate.part:,}</b><br>{rate.percent} of {rate.whole:,} shown",
        ],
        insidetextfont={"color": TEXT_ON[IN_PROGRESS]},
        textinfo="text",
        textposition="auto",
        marker={"color": COLOURS[IN_PROGRESS]},
        connector={"fillcolor": BAND, "line": {"width": 0}},
        hovertemplate="%{y}<br>%{text}<extra></extra>",
        name="Upsell",
    )


def losses(found: Funnel) -> go.Figure:
    """What became of visits that came no further than a step before the order: one trace for each of ENDS."""
    bars = found.before_order
    # A segment narrower than its number is left without one; the pointer tells it.
    room = max((bar.reached for bar in bars), default=0) / 40
    figure = go.Figure()
    for ended in ENDS:
        numbers = [_lost(bar, ended) for bar in bars]
        words = LOSS_WORDS.get(ended, "still in progress")
        figure.add_trace(
            go.Bar(
                y=[bar.name for bar in bars],
                x=numbers,
                orientation="h",
                name=words.capitalize() if words[0].islower() else words,
                text=[f"{n:,}" if n > room else "" for n in numbers],
                textposition="inside",
                textangle=0,
                insidetextfont={"color": TEXT_ON[ended]},
                marker={"color": COLOURS[ended]},
                hovertemplate="%{x:,} %{fullData.name}<br>after %{y}<extra></extra>",
                visible=True if any(numbers) else "legendonly",
                showlegend=any(numbers),
            )
        )
    figure.update_layout(barmode="stack", legend={"orientation": "h", "y": 0, "yanchor": "top"})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed")
    return laid_out(figure, height=58 * len(bars) + 60, bottom=40)


def _lost(bar: Bar, ended: str) -> int:
    return bar.waiting if ended == IN_PROGRESS else dict(bar.lost).get(ended, 0)


def outcomes(counts: Mapping[str, int]) -> go.Figure:
    """How the visits ended, in ENDS' order; ends that did not happen are left out."""
    total = sum(counts.values())
    ends = [ended for ended in ENDS if counts.get(ended)]
    return _rows(
        [ENDED_WORDS[ended] for ended in ends],
        [counts[ended] for ended in ends],
        [Proportion(counts[ended], total).text for ended in ends],
        ends,
    )


def _rows(names: list[str], numbers: list[int], texts: list[str], ends: list[str]) -> go.Figure:
    figure = go.Figure(
        go.Bar(
            y=names,
            x=numbers,
            orientation="h",
            text=texts,
            textposition="auto",
            textangle=0,
            cliponaxis=False,
            insidetextfont={"color": [TEXT_ON[ended] for ended in ends]},
            marker={"color": [COLOURS[ended] for ended in ends]},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed")
    return laid_out(figure, height=44 * len(names) + 20, bottom=8)


def laid_out(figure: go.Figure, *, height: int, bottom: int) -> go.Figure:
    """Margins that leave the page its own, and clicks that choose a mark."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": bottom},
        bargap=0.28,
        dragmode=False,
        clickmode="event+select",
    )
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    return figure
