"""The ledger of the process's store, drawn up again when a transaction has come in."""

from __future__ import annotations

import streamlit as st
from handles import store
from sqlalchemy import func, select

from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from store.tables import txn


def book() -> Ledger:
    """The ledger as it stands."""
    with store().reading() as connection:
        newest, number = connection.execute(select(func.max(txn.c.event_id), func.count())).one()
    return _drawn_up(str(store().url), newest or 0, number)


@st.cache_resource(max_entries=2, ttl=3600, show_spinner="Drawing up the ledger")
def _drawn_up(url: str, newest: int, number: int) -> Ledger:
    """The arguments are what it depends on: the store, and what was told last."""
    with store().reading() as connection:
        return Ledger.of(kept_transactions(connection))
