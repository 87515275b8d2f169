"""The leads, transactions and custom fields of a filter, as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pyarrow as pa
import streamlit as st
from handles import store

from kartra.tables import FORMATS
from kartra.tables.custom_columns import custom_table
from kartra.tables.gathering import Gathered
from kartra.tables.kept import kept_tables
from store.questions.people import Asked
from store.questions.people_totals import chosen_people

TABLES: dict[str, Callable[[Gathered], pa.Table]] = {
    "Leads": lambda found: found.leads,
    "Transactions": lambda found: found.transactions,
    "Custom fields": lambda found: custom_table(found.leads),
}


def refuse_downloads() -> None:
    """Say why there is no file while a part of the search was not understood."""
    st.button(
        "Download",
        icon=":material/download:",
        key="leads.download.refused",
        disabled=True,
        help="Without what could not be understood of the search, the file would hold more than is meant.",
    )


def show_downloads(asked: Asked) -> None:
    """Offer each table in each format; a file is made when it is asked for."""
    with st.popover("Download", icon=":material/download:"):
        table = st.segmented_control(
            "Table", list(TABLES), default="Leads", required=True, key="leads.download.table"
        )
        with st.container(horizontal=True):
            for name, (extension, media, writer) in FORMATS.items():
                st.download_button(
                    name,
                    partial(_file, writer, asked, table),
                    file_name=f"{table.lower().replace(' ', '_')}.{extension}",
                    mime=media,
                    key=f"leads.download.{extension}",
                    on_click="ignore",
                )
        st.caption(
            "Everybody who fits the filter, with every field. Amounts are in cents, times in UTC; "
            "text that a spreadsheet would run as a formula is disarmed."
        )


def _file(writer: Callable[[pa.Table], bytes], asked: Asked, table: str) -> bytes:
    with store().reading() as connection:
        people = chosen_people(connection, asked) if asked.query.terms or asked.kinds else None
        return writer(TABLES[table](kept_tables(connection, people)))
