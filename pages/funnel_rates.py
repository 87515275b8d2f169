"""How long orders take, and how the conversion moves by day and by kind of visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from chart import clicked
from handles import store
from plain import plain
from rows_view import show_visits

from konnektive import figures_rates as figures
from konnektive.figures_rates import Point
from store.questions.cells import Cell, Mark, cells, count
from store.questions.duration import time_to_order
from store.questions.kpis import SALES, kpis
from store.questions.placed import PACE_NAMES, Shape
from store.questions.proportion import ENOUGH, Proportion
from store.questions.scope import DIMENSIONS, Scope

JUDGED = Mark(judged=True)
MOST = 12
"""Values in one breakdown; those with most visits."""


@st.fragment
def show_durations(scope: Scope, shape: Shape, by_day: Sequence[Cell]) -> None:
    """One bar a pace."""
    with store().reading() as connection:
        took = time_to_order(connection, scope, shape)
    if took.median_ms is None or took.p90_ms is None:
        show_unmeasured(count(by_day, SALES))
        return
    words = f"Half of the orders within {span(took.median_ms)}, nine in ten within {span(took.p90_ms)}"
    st.subheader(words, anchor=False)
    orders = [count(by_day, Mark(pace=pace)) for pace in range(len(PACE_NAMES))]
    point = clicked(figures.durations(orders), "funnel.durations", f"Time from first step to order. {words}")
    if point:
        pace = point["point_index"]
        mark = Mark(pace=pace)
        show_visits("funnel.pace", f"ordered in {PACE_NAMES[pace]}", orders[pace], scope, shape, mark)


def show_unmeasured(sales: int) -> None:
    """Why there is no time to show: no sale, or sales whose way to the order was not told."""
    if not sales:
        st.subheader("No order yet", anchor=False)
        return
    st.subheader("No time to order could be measured", anchor=False)
    st.caption(
        f"{sales:,} visit{'s' * (sales != 1)} sold. A time runs from a visit's first step to its order, "
        "where every step on the way was told (by Import Click) and the order came inside the window."
    )


@st.fragment
def show_trend(scope: Scope, shape: Shape, by_day: Sequence[Cell], before: Sequence[Cell] | None) -> None:
    """One point a day, or a week where days would say little."""
    now, then = kpis(by_day).conversion, kpis(before).conversion if before else None
    words = f"Converts {now.text}{_compared(now, then)}"
    st.subheader(words, anchor=False)
    size = bucket_size(by_day)
    points = points_by_value(bucketed(by_day, size, scope.last_day))
    earlier = points_by_value(bucketed(moved(before or (), scope), size, scope.last_day))
    point = clicked(figures.trend(points, earlier), "funnel.trend", f"Conversion by time. {words}")
    if size > 1:
        st.caption(f"By week, each point at its first day: on most days fewer than {ENOUGH} visits count.")
    if point:
        chosen = points[point["point_index"]]
        first = int(chosen.at)
        last = min(first + size - 1, scope.last_day or first + size - 1)
        about = f"in the conversion from {figures.date(first):%d %B} to {figures.date(last):%d %B %Y}"
        one = replace(scope, first_day=max(first, scope.first_day or first), last_day=last)
        show_visits("funnel.day", about, chosen.rate.whole, one, shape, JUDGED)


@st.fragment
def show_breakdown(scope: Scope, shape: Shape) -> None:
    """One point a value of the chosen dimension."""
    heading = st.empty()
    chosen = st.segmented_control(
        "By",
        list(DIMENSIONS),
        format_func=DIMENSIONS.__getitem__,
        default="aff_id",
        required=True,
        key="funnel.by",
        bind="query-params",
        label_visibility="collapsed",
    )
    name = chosen or "aff_id"
    with store().reading() as connection:
        found = cells(connection, scope, shape, by=name)
    points = sorted(points_by_value(found), key=lambda point: -point.rate.whole)
    values = [point for point in points if point.rate.whole][:MOST]
    words = _best_words(name, values)
    heading.subheader(plain(words), anchor=False)
    point = clicked(figures.breakdown(values), "funnel.breakdown", f"Conversion rates. {words}")
    if len(points) > MOST:
        st.caption(f"The {MOST} of {len(points):,} with most visits that count.")
    if point:
        value = str(values[point["point_index"]].at)
        one = replace(scope, having=(*scope.having, (name, (value,))))
        number = values[point["point_index"]].rate.whole
        show_visits("funnel.value", f"{DIMENSIONS[name]} {value or 'not given'}", number, one, shape, JUDGED)


def points_by_value(found: Sequence[Cell]) -> list[Point]:
    """The conversion rate for each value that the cells were counted by, in its order."""
    values = sorted({cell.value for cell in found}, key=lambda value: (str(type(value)), value))
    return [Point(value, kpis([one for one in found if one.value == value]).conversion) for value in values]


def bucket_size(by_day: Sequence[Cell]) -> int:
    """Days to one point: 7 where more than two weeks have fewer than ENOUGH visits a day."""
    days = {int(cell.value) for cell in by_day}
    length = max(days) - min(days) + 1 if days else 0
    return 7 if length > 14 and (length > 62 or count(by_day, JUDGED) < ENOUGH * length) else 1


def moved(before: Sequence[Cell], scope: Scope) -> list[Cell]:
    """The cells of the period before on the days of this one."""
    if scope.first_day is None or scope.last_day is None:
        return []
    length = scope.last_day - scope.first_day + 1
    return [replace(cell, value=int(cell.value) + length) for cell in before]


def bucketed(cells: Sequence[Cell], size: int, last_day: int | None) -> list[Cell]:
    """The cells with the first day of their bucket as value; the last bucket ends on the last day."""
    last = last_day if last_day is not None else max((int(cell.value) for cell in cells), default=0)
    return [replace(cell, value=last + 1 - size * ((last - int(cell.value)) // size + 1)) for cell in cells]


def span(ms: int) -> str:
    """A duration in words, no finer than it deserves."""
    if ms < 1000:
        return f"{ms} ms"
    seconds = ms / 1000
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _compared(now: Proportion, then: Proportion | None) -> str:
    if then is None or now.rate is None or then.rate is None:
        return ""
    change = 100 * (now.rate - then.rate)
    return f", {'up' if change >= 0 else 'down'} {abs(change):.1f} points on the period before"


def _best_words(name: str, values: Sequence[Point]) -> str:
    enough = [point for point in values if point.rate.is_enough]
    if not enough:
        return f"By {_lower(DIMENSIONS[name])}: too few visits to compare"
    best = max(enough, key=lambda point: point.rate.rate or 0)
    if not best.at:
        return f"Visits without {_lower(DIMENSIONS[name])} convert best: {best.rate.text}"
    return f"{DIMENSIONS[name]} {best.at} converts best: {best.rate.text}"


def _lower(name: str) -> str:
    """A dimension's name inside a sentence; UTM stays as it is."""
    return name if name.startswith("UTM") else name.lower()
