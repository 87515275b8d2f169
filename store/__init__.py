"""What is kept: deliveries and visits, written by one writer, read by anybody, in SQLite or PostgreSQL."""

from store.body import Body
from store.change import Change, Refusal
from store.deliveries import Arrival, Kept
from store.keeping import Store, close_all, connect
from store.rows import EventRow, Reader, Rows, TxnRow
from store.visits import CallFacts, RecordedCall, RecordedVisit, VisitFacts

__all__ = [
    "Arrival",
    "Body",
    "CallFacts",
    "Change",
    "EventRow",
    "Kept",
    "Reader",
    "RecordedCall",
    "RecordedVisit",
    "Refusal",
    "Rows",
    "Store",
    "TxnRow",
    "VisitFacts",
    "close_all",
    "connect",
]
