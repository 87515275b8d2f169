"""How things stand, in four figures of the last two weeks."""

from __future__ import annotations

import streamlit as st
from handles import store
from tiles import Tile, show_tiles, with_counts

from store.moment import day_of, now_ms
from store.questions.cells import cells
from store.questions.events import events_by_day, findings_by_day
from store.questions.kpis import DEFINITIONS, kpis
from store.questions.placed import Shape
from store.questions.scope import Scope

DAYS = 14


def show_figures() -> None:
    """Draw them; each line is one point a day, the last is today (UTC)."""
    today = day_of(now_ms())
    days = range(today - DAYS + 1, today + 1)
    scope = Scope(days[0], today)
    with store().reading() as connection:
        visits = cells(connection, scope, Shape(now=now_ms()), by="day")
        events = events_by_day(connection, scope)
        findings = findings_by_day(connection, scope)
    began = {day: sum(cell.n for cell in visits if cell.value == day) for day in days}
    rates = {day: kpis([cell for cell in visits if cell.value == day]).conversion for day in days}
    arrived = {day: sum(one.n for one in events if one.day == day) for day in days}
    noted = {day: sum(one.n for one in findings if one.day == day) for day in days}
    st.subheader("Today and the two weeks before", anchor=False)
    show_tiles(
        [
            _number("Visits today", began, today, "Visits that began today (UTC)."),
            Tile(
                "Conversion, two weeks",
                with_counts(kpis(visits).conversion),
                DEFINITIONS["Conversion rate"],
                days=[rates[day].rate or 0 for day in days],
            ),
            _number("Events today", arrived, today, "Repeated deliveries count once."),
            _number("Findings today", noted, today, "What was unusual in today's events."),
        ],
        key="start.figures",
    )


def _number(label: str, by_day: dict[int, int], today: int, definition: str) -> Tile:
    yesterday = f":gray[:small[({by_day[today - 1]:,} yesterday)]]"
    return Tile(label, f"{by_day[today]:,} {yesterday}", definition, days=list(by_day.values()))
