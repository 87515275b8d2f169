"""Events as tables: leads, transactions, events and custom fields in Arrow, and as files to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

import pyarrow as pa

from kartra.event import Event
from kartra.moment import EST
from kartra.tables.custom_columns import custom_table
from kartra.tables.events import event_table
from kartra.tables.files import FORMATS, as_csv, as_excel, as_json_lines, as_parquet
from kartra.tables.gathering import Gathering

__all__ = ["FORMATS", "Gathering", "Tables", "as_csv", "as_excel", "as_json_lines", "as_parquet", "tables"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The same events four ways."""

    leads: pa.Table
    """One row a person, newest values."""
    transactions: pa.Table
    """One row a telling of a transaction."""
    events: pa.Table
    """One row an event."""
    custom_fields: pa.Table
    """One row a person, one column an identifier."""


def tables(events: Iterable[Event], within: tzinfo = EST) -> Tables:
    """All tables of these events; of one person the last event has the newest values."""
    every = list(events)
    gathering = Gathering(within)
    for event in every:
        gathering.event(event)
    gathered = gathering.tables()
    return Tables(gathered.leads, gathered.transactions, event_table(every), custom_table(gathered.leads))
