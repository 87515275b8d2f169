"""The CRM's own figures for the chosen visits, beside those of the period before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from rows_view import show_visits
from tiles import Tile, points_gained, show_tiles, with_counts

from store.questions.cells import Cell, Mark, count
from store.questions.kpis import DECLINES, DEFINITIONS, PARTIALS, SALES, SHOWN, TAKEN, Kpis, kpis
from store.questions.placed import Shape
from store.questions.proportion import Proportion
from store.questions.scope import Scope

TOOK = Mark(taken=True)
"""Whether or not an upsell page was told of."""
COUNTS = {
    "Visits": Mark(),
    "New sales": SALES,
    "Partials": PARTIALS,
    "Initial declines": DECLINES,
    "Upsell shown": SHOWN,
    "Upsell taken": TOOK,
}


def show_figures(cells: Sequence[Cell], before: Sequence[Cell] | None) -> None:
    """Draw the tiles; both sets of cells are counted by day."""
    now, then = kpis(cells), kpis(before) if before is not None else None
    days = sorted({int(cell.value) for cell in cells})
    by_day = [kpis([cell for cell in cells if cell.value == day]) for day in days]
    tiles = [
        _visits(now, then, by_day),
        _rate("Conversion rate", now, then, by_day, lambda one: one.conversion),
        _rate("Approval rate", now, then, by_day, lambda one: one.approval),
        _average(now, then, by_day),
        _rate("Upsell take rate", now, then, by_day, lambda one: one.upsell),
        _revenue(now, then, by_day),
    ]
    show_tiles(tiles, key="funnel.figures")


@st.fragment
def show_figures_rows(scope: Scope, shape: Shape, cells: Sequence[Cell]) -> None:
    """The counts that the figures are made of; a click lists their visits."""
    chosen = st.pills(
        "Rows behind the figures",
        list(COUNTS),
        format_func=lambda name: f"{name} {count(cells, COUNTS[name]):,}",
        key="funnel.count",
        label_visibility="collapsed",
    )
    if unshown := count(cells, TOOK) - count(cells, TAKEN):
        st.caption(
            f"{unshown:,} visit{'s' * (unshown != 1)} took an upsell without the click of an upsell page "
            "(upsellPage1 to 4). Its money is in the revenue; the take rate is of visits that were shown one."
        )
    if chosen:
        mark = COUNTS[chosen]
        show_visits("funnel.counted", chosen.lower(), count(cells, mark), scope, shape, mark)


def _rate(
    label: str, now: Kpis, then: Kpis | None, by_day: Sequence[Kpis], rate: Callable[[Kpis], Proportion]
) -> Tile:
    interval = rate(now).interval_text
    return Tile(
        label,
        with_counts(rate(now)),
        f"{DEFINITIONS[label]}\n\n{interval[0].upper()}{interval[1:]}.",
        points_gained(rate(now), rate(then) if then else None),
        " pt",
        1,
        [rate(day).rate or 0 for day in by_day],
    )


def _visits(now: Kpis, then: Kpis | None, by_day: Sequence[Kpis]) -> Tile:
    change = now.visits - then.visits if then else None
    return Tile(
        "Visits", f"{now.visits:,}", DEFINITIONS["Visits"], change, days=[day.visits for day in by_day]
    )


def _average(now: Kpis, then: Kpis | None, by_day: Sequence[Kpis]) -> Tile:
    change = None
    if then and now.average_cents is not None and then.average_cents is not None:
        change = round((now.average_cents - then.average_cents) / 100, 2)
    value = "–" if now.average_cents is None else f"{now.average_cents / 100:,.2f}"
    days = [(day.average_cents or 0) / 100 for day in by_day]
    return Tile("Average order value", value, DEFINITIONS["Average order value"], change, "", 2, days)


def _revenue(now: Kpis, then: Kpis | None, by_day: Sequence[Kpis]) -> Tile:
    change = (now.revenue_cents - then.revenue_cents) / 100 if then else None
    days = [day.revenue_cents / 100 for day in by_day]
    return Tile("Revenue", f"{now.revenue_cents / 100:,.2f}", DEFINITIONS["Revenue"], change, "", 2, days)
