"""How visits moved through the funnel, where they were lost, and why."""

from __future__ import annotations

import streamlit as st
from filter_bar import chosen_period, filtered, show_all
from funnel_rates import show_breakdown, show_durations, show_trend
from funnel_shape import chosen_shape
from funnel_steps import show_steps
from funnel_tiles import show_figures, show_figures_rows
from handles import store
from sample_data import offer_sample_data, show_sample_note

from store.questions.cells import cells
from store.questions.dimensions import days_of_visits

st.title("Funnel", anchor=False)
with store().reading() as connection:
    kept = days_of_visits(connection)
if kept is None:
    st.write("Visits appear here once you walk a funnel, or point a real one at the sandbox.")
    offer_sample_data("funnel")
    st.page_link("walk.py", label="Walk a funnel", icon=":material/footprint:")
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="funnel.bar"):
    scope = filtered(chosen_period())
    shape = chosen_shape(scope)

earlier = scope.previous
with store().reading() as connection:
    by_day = cells(connection, scope, shape, by="day")
    before = cells(connection, earlier, shape, by="day") if earlier else None
if not by_day:
    st.info("No visit in this period, or none that passes the filter.", icon=":material/filter_alt_off:")
    st.button("Show everything that is kept", key="funnel.show_all", on_click=show_all)
    st.stop()

show_figures(by_day, before)
show_figures_rows(scope, shape, by_day)
show_steps(scope, shape, by_day)
left, right = st.columns(2, gap="medium")
with left:
    show_trend(scope, shape, by_day, before)
with right:
    show_durations(scope, shape, by_day)
show_breakdown(scope, shape)
show_sample_note("funnel")
