"""Events and transactions as pictures: what arrives day by day, and what is earned and given back.

Earned is blue and returned is orange wherever they appear, which every common colour blindness tells apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import plotly.graph_objects as go

from store.questions.events import DayCount
from store.questions.money import EARNED, RETURNED, DayMoney, ProductMoney

EARNED_COLOUR = "#2E86C1"
RETURNED_COLOUR = "#D55E00"
NET_COLOUR = "#8A94A3"
MOST_ACTIONS = 7
MOST_DAYS = 36_525
OTHERS = "all others"


def top_actions(counts: Sequence[DayCount]) -> list[str]:
    """The actions that get a colour of their own, most frequent first."""
    totals: Counter[str] = Counter()
    for one in counts:
        totals[one.action] += one.n
    return [action for action, _ in totals.most_common(MOST_ACTIONS)]


def action_words(action: str) -> str:
    """What an action is called here; a form post of the IPN names none."""
    return action or "IPN"


def events_by_day(counts: Sequence[DayCount]) -> go.Figure:
    """One stack a day, one colour of the theme an action; the rare ones share the last trace."""
    named = top_actions(counts)
    days = all_days([one.day for one in counts])
    figure = go.Figure()
    for action in [*named, OTHERS]:
        numbers: Counter[int] = Counter()
        for one in counts:
            if one.action == action or (action == OTHERS and one.action not in named):
                numbers[one.day] += one.n
        if numbers:
            figure.add_trace(
                go.Bar(
                    x=[date(day) for day in days],
                    y=[numbers[day] for day in days],
                    name=action_words(action),
                    hovertemplate="%{x|%e %b}: %{y:,} %{fullData.name}<extra></extra>",
                )
            )
    figure.update_layout(barmode="stack", legend={"orientation": "h", "y": -0.16, "traceorder": "normal"})
    return _laid_out(figure, height=340, bottom=60)


def revenue_by_day(money: Sequence[DayMoney]) -> go.Figure:
    """Earned above the line, returned below it, and what is left of both."""
    days = all_days([one.day for one in money])
    earned = _cents_by_day(money, EARNED)
    returned = _cents_by_day(money, RETURNED)
    dates = [date(day) for day in days]
    figure = go.Figure(
        [
            _money_bars(dates, [earned[day] / 100 for day in days], "Sales and rebills", EARNED_COLOUR),
            _money_bars(dates, [-returned[day] / 100 for day in days], "Returned", RETURNED_COLOUR),
            go.Scatter(
                x=dates,
                y=[(earned[day] - returned[day]) / 100 for day in days],
                mode="lines",
                line={"color": NET_COLOUR, "width": 2},
                name="Net",
                hovertemplate="%{x|%e %b}: net %{y:,.2f}<extra></extra>",
            ),
        ]
    )
    figure.update_layout(barmode="relative", legend={"orientation": "h", "y": 1.12, "x": 0})
    return _laid_out(figure, height=340, bottom=30)


def products(found: Sequence[ProductMoney]) -> go.Figure:
    """What each product earned and returned, side by side."""
    names = [one.name for one in found]
    figure = go.Figure()
    for name, cents, numbers, colour in (
        ("Earned", [one.earned_cents for one in found], [one.earned for one in found], EARNED_COLOUR),
        ("Returned", [one.returned_cents for one in found], [one.returned for one in found], RETURNED_COLOUR),
    ):
        figure.add_trace(
            go.Bar(
                y=names,
                x=[value / 100 for value in cents],
                orientation="h",
                name=name,
                marker={"color": colour},
                text=[
                    f"{value / 100:,.2f} · {n:,}" if n else ""
                    for value, n in zip(cents, numbers, strict=True)
                ],
                textposition="auto",
                textangle=0,
                cliponaxis=False,
                hovertemplate="%{y}: %{text}<extra></extra>",
            )
        )
    # Its lower edge on the plot's upper one: a share of the plot's height would lie on a single bar.
    legend = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0}
    figure.update_layout(barmode="group", legend=legend)
    figure.update_yaxes(autorange="reversed")
    return _laid_out(figure, height=58 * len(names) + 110, bottom=30)


def all_days(days: Sequence[int]) -> list[int]:
    """From the first day to the last, with those between them on which nothing happened.

    Without these where one date of year 1 would make a hundred thousands of them.
    """
    first, last = min(days, default=0), max(days, default=-1)
    return list(range(first, last + 1)) if last - first < MOST_DAYS else sorted(set(days))


def date(day: int) -> datetime:
    """The beginning of a day that counts from 1970-01-01 UTC."""
    return datetime.fromtimestamp(day * 86_400, tz=UTC)


def _cents_by_day(money: Sequence[DayMoney], kinds: Sequence[str]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for one in money:
        if one.kind in kinds:
            sums[one.day] += one.cents
    return sums


def _money_bars(dates: list[datetime], amounts: list[float], name: str, colour: str) -> go.Bar:
    return go.Bar(
        x=dates,
        y=amounts,
        name=name,
        marker={"color": colour},
        hovertemplate="%{x|%e %b}: %{y:,.2f}<extra></extra>",
    )


def _laid_out(figure: go.Figure, *, height: int, bottom: int) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": bottom},
        bargap=0.2,
        dragmode=False,
        clickmode="event+select",
    )
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    return figure
