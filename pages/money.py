"""What Kartra's transactions earned and gave back, and the events they came with."""

from __future__ import annotations

import streamlit as st
from filter_bar import chosen_period, show_all
from handles import store
from money_charts import show_days, show_events, show_products
from money_tiles import show_definitions, show_takings, show_takings_rows
from sample_data import offer_sample_data, show_sample_note

from store.questions.dimensions import days_of_events
from store.questions.events import events_by_day
from store.questions.money import money_by_day, money_by_product

st.title("Money", anchor=False)
with store().reading() as connection:
    kept = days_of_events(connection)
if kept is None:
    st.write(
        "Sales, rebills and refunds appear here once Kartra's webhooks arrive, or a file of them is kept."
    )
    offer_sample_data("money")
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="money.bar"):
    scope = chosen_period()
    show_definitions()
earlier = scope.previous
with store().reading() as connection:
    days = money_by_day(connection, scope)
    before = money_by_day(connection, earlier) if earlier else None
    products = money_by_product(connection, scope)
    events = events_by_day(connection, scope)
if not days and not events:
    st.info("No event and no transaction in this period.", icon=":material/filter_alt_off:")
    st.button("Show everything that is kept", key="money.show_all", on_click=show_all)
    st.stop()

if days:
    show_takings(days, before)
    show_takings_rows(scope, days)
    show_days(scope, days)
    show_products(scope, products)
show_events(scope, events)
show_sample_note("money")
