"""The ledger as pictures: subscriptions as bars over time, recurring revenue, and what cohorts are worth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import plotly.graph_objects as go

from kartra.figures import EARNED_COLOUR, NET_COLOUR, RETURNED_COLOUR
from kartra.ledger import Cohort, Instalment, Month, Purchase, gaps_text
from kartra.moment import DAY, EARLIEST, LATEST
from kartra.money import money_text

FAILED_COLOUR = "#B5568F"
_STATES: dict[str, tuple[str, str]] = {
    "paid": ("circle", EARNED_COLOUR),
    "partly returned": ("circle-open", RETURNED_COLOUR),
    "returned": ("x", RETURNED_COLOUR),
    "failed": ("triangle-down", FAILED_COLOUR),
}


def subscription_bars(purchases: Sequence[Purchase], as_of: int) -> go.Figure:
    """One bar a purchase, from its first payment to its end or today; payments and gaps are marks."""
    dated = [one for one in purchases if one.started is not None]
    figure = go.Figure()
    labels = [bar_label(one) for one in dated]
    for one, label in zip(dated, labels, strict=True):
        figure.add_trace(_bar(one, label, as_of))
    for state, (symbol, colour) in _STATES.items():
        marks = [
            (paid, label)
            for one, label in zip(dated, labels, strict=True)
            for paid in one.instalments
            if paid.state == state and paid.ts is not None
        ]
        if marks:
            figure.add_trace(_marks(state, marks, symbol, colour))
    missing = [
        (ms, number, label) for one, label in zip(dated, labels, strict=True) for ms, number in expected(one)
    ]
    if missing:
        figure.add_trace(_missing(missing))
    figure.update_layout(
        height=100 + 38 * len(dated),
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        yaxis={"autorange": "reversed", "automargin": True},
        xaxis={"type": "date", "range": _shown(figure)},
    )
    return figure


def _shown(figure: go.Figure) -> list[datetime] | None:
    """From before the first mark until after the last, a day at least."""
    moments = [int(at.timestamp() * 1000) for trace in figure.data for at in trace.x]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    beside = max((last - first) // 30, DAY)
    return [_date(max(first - beside, EARLIEST)), _date(min(last + beside, LATEST))]


def expected(one: Purchase, at_most: int = 60) -> list[tuple[int, int]]:
    """When each missing instalment should have come, between its neighbours: (UTC ms, pay number)."""
    known = sorted((paid.number, paid.ts) for paid in one.instalments if paid.number and paid.ts is not None)
    found: list[tuple[int, int]] = []
    for first, last in one.gaps:
        before = max((pair for pair in known if pair[0] < first), default=None)
        after = min((pair for pair in known if pair[0] > last), default=None)
        for number in range(first, min(last, first + at_most - 1) + 1):
            when = _between(before, after, number, one.rebill_days)
            if when is not None:
                found.append((when, number))
    return found[:at_most]


def _between(
    before: tuple[int, int] | None, after: tuple[int, int] | None, number: int, days: int | None
) -> int | None:
    if before and after:
        return before[1] + (after[1] - before[1]) * (number - before[0]) // (after[0] - before[0])
    step = (days or 30) * DAY
    if before:
        return before[1] + step * (number - before[0])
    return after[1] - step * (after[0] - number) if after else None


def _date(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def bar_label(one: Purchase) -> str:
    """What stands beside a purchase's bar, and is the `y` of its marks."""
    name = (one.product_name or "unnamed product").replace("<", "‹").replace(">", "›")
    return f"{name[:28]} · {one.key[:12]}"


def _bar(one: Purchase, label: str, as_of: int) -> go.Scatter:
    start = one.started or 0
    end = max(one.ended or (as_of if one.is_subscription else start), start)
    words = f"{one.status}, balance {money_text(one.balance_cents)}"
    if one.gaps:
        words += f", missing instalment {gaps_text(one.gaps)}"
    return go.Scatter(
        x=[_date(start), _date(end)],
        y=[label, label],
        # The marks are not seen: without any, a click that a bar's end takes would choose nothing.
        mode="lines+markers",
        marker={"size": 10, "opacity": 0},
        line={"width": 10, "color": NET_COLOUR},
        opacity=0.45,
        showlegend=False,
        hovertemplate=f"{words}<extra></extra>",
    )


def _marks(state: str, marks: Sequence[tuple[Instalment, str]], symbol: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[_date(paid.ts or 0) for paid, _ in marks],
        y=[label for _, label in marks],
        mode="markers",
        name=state,
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2, "color": colour}},
        customdata=[[paid.number or "–", money_text(paid.cents), paid.transaction_id] for paid, _ in marks],
        hovertemplate="%{x|%e %b %Y}: no. %{customdata[0]}, %{customdata[1]}, "
        + "transaction %{customdata[2]}<extra>"
        + f"{state}</extra>",
    )


def _missing(marks: Sequence[tuple[int, int, str]]) -> go.Scatter:
    return go.Scatter(
        x=[_date(ms) for ms, _, _ in marks],
        y=[label for _, _, label in marks],
        mode="markers",
        name="missing",
        marker={"symbol": "square-open", "size": 13, "color": RETURNED_COLOUR, "line": {"width": 2}},
        customdata=[[number] for _, number, _ in marks],
        hovertemplate="no. %{customdata[0]} never arrived; due about %{x|%e %b %Y}<extra>missing</extra>",
    )


def mrr_by_month(months: Sequence[Month]) -> go.Figure:
    """Recurring revenue at each month's end, and how many subscriptions were active."""
    names = [one.month for one in months]
    figure = go.Figure(
        [
            go.Bar(
                x=names,
                y=[one.mrr_cents / 100 for one in months],
                name="MRR",
                marker={"color": EARNED_COLOUR},
                hovertemplate="%{x}: %{y:,.2f}<extra>MRR</extra>",
            ),
            go.Scatter(
                x=names,
                y=[one.active_at_end for one in months],
                name="active subscriptions",
                yaxis="y2",
                mode="lines+markers",
                line={"color": NET_COLOUR, "width": 2},
                hovertemplate="%{x}: %{y:,} active<extra></extra>",
            ),
        ]
    )
    return _laid_out(
        figure,
        xaxis={"type": "date", "dtick": f"M{1 + len(names) // 12}", "tickformat": "%b %Y"},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "rangemode": "tozero",
            "showgrid": False,
            # There are no parts of a subscription.
            "tickmode": "linear",
            "dtick": 1 + max((one.active_at_end for one in months), default=0) // 6,
        },
    )


def value_by_cohort(cohorts: Sequence[Cohort], most: int = 12) -> go.Figure:
    """What a person was worth after each month since the first payment, one line a cohort."""
    figure = go.Figure()
    for one in cohorts[-most:]:
        figure.add_trace(
            go.Scatter(
                x=list(range(len(one.net_cents))),
                y=[cents / 100 for cents in one.value_cents],
                name=f"{one.month} ({one.people:,})",
                mode="lines+markers",
                line={"width": 2},
                marker={"size": 5},
                hovertemplate="month %{x}: %{y:,.2f} a person<extra>%{fullData.name}</extra>",
            )
        )
    figure.update_xaxes(title="months since the first payment", dtick=1 if len(cohorts) < 24 else None)
    return _laid_out(figure)


def _laid_out(figure: go.Figure, **layout: Any) -> go.Figure:
    figure.update_layout(
        height=320,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.12, "x": 0},
        yaxis={"rangemode": "tozero", "automargin": True},
        **layout,
    )
    return figure
