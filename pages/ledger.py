"""Ledger: what was bought, what recurs, what came back, and what is missing."""

from __future__ import annotations

import streamlit as st
from ledger_book import book
from ledger_export import show_reconciliation
from ledger_figures import show_cohorts, show_months, show_tiles_of
from ledger_list import show_purchases
from ledger_meanings import show_definitions
from sample_data import offer_sample_data

with st.container(horizontal=True, vertical_alignment="center"):
    st.title("Ledger", anchor=False, width="content")
    st.space("stretch")
    show_definitions()
ledger = book()
if not ledger.purchases:
    st.info(
        "Sales, rebills, refunds, cancellations and chargebacks are tied to purchases here, by order and "
        "subscription id, each counted once however often it was told.",
        title="No transaction yet",
        icon=":material/receipt_long:",
    )
    offer_sample_data("ledger")
else:
    show_tiles_of(ledger)
    purchases, months, cohorts, export = st.tabs(
        ["Purchases", "Months", "Cohorts", "Reconcile"],
        key="ledger.tab",
        on_change="rerun",
        bind="query-params",
    )
    with purchases:
        show_purchases(ledger)
    if months.open:
        with months:
            show_months(ledger)
    if cohorts.open:
        with cohorts:
            show_cohorts(ledger)
    if export.open:
        with export:
            show_reconciliation()
