"""What a page says when the store can not be read."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import ArgumentError, DBAPIError

UNREACHABLE = (ArgumentError, DBAPIError)
"""A URL that is none, and a database that does not answer."""


def explain(wrong: ArgumentError | DBAPIError) -> None:
    """The reason, and what can be done about it."""
    said = wrong.orig if isinstance(wrong, DBAPIError) else wrong
    reason = str(said).strip().partition("\n")[0].rstrip(".")
    st.error(
        f"{reason}.\n\nThe store is named by `DATABASE_URL`; without it everything is kept in "
        "`data/funnelscope.db`. What was kept is untouched.",
        title="The store can not be read",
        icon=":material/database_off:",
    )
    st.button("Try again", key="store.again", icon=":material/refresh:")
