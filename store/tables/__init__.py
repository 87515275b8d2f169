"""What is kept, as tables: times are UTC milliseconds, days count from 1970, money is integer cents."""

from store.tables.columns import metadata
from store.tables.counts import roll, roll_latency, roll_rev
from store.tables.house import sandbox_object, schema_version, setting
from store.tables.imports import imported
from store.tables.received import attempt, bin_, delivery, event, mark, pending, txn
from store.tables.visits import STEPS, call, visit

__all__ = [
    "STEPS",
    "attempt",
    "bin_",
    "call",
    "delivery",
    "event",
    "imported",
    "mark",
    "metadata",
    "pending",
    "roll",
    "roll_latency",
    "roll_rev",
    "sandbox_object",
    "schema_version",
    "setting",
    "txn",
    "visit",
]
