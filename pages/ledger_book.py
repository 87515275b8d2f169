"""The ledger of the process's store, drawn up again when a transaction has come in."""

from __future__ import annotations

import streamlit as st
from handles import store
from lately import lately
from sqlalchemy import func, select

from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from store.tables import txn


def book() -> Ledger:
    """The ledger as it stands, or stood a moment ago where drawing it up takes long."""
    with store().reading() as connection:
        newest = connection.execute(select(func.max(txn.c.event_id), func.count())).one()
    ledger, age = lately(("ledger", str(store().url)), tuple(newest), _drawn_up)
    if age:
        st.caption(f"As of {age:,.0f} seconds ago; transactions that came since will follow.")
    return ledger


def _drawn_up() -> Ledger:
    with st.spinner("Drawing up the ledger"), store().reading() as connection:
        return Ledger.of(kept_transactions(connection))
