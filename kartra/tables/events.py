"""The events table: one row an event, with every field of it somewhere in the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from kartra.event import Event
from kartra.lead import Lead
from kartra.moment import moment
from kartra.sentence import sentence
from kartra.tables.column import BATCH, integers, texts
from kartra.tables.written import written
from kartra.transaction import Transaction
from privacy import redacted_json, redacted_text

SCHEMA: Final = pa.schema(
    [
        ("line", pa.int64()),
        ("received_at", pa.timestamp("ms", "UTC")),
        ("surface", pa.string()),
        ("action", pa.string()),
        ("documented", pa.bool_()),
        ("sentence", pa.string()),
        ("lead_id", pa.string()),
        ("email", pa.string()),
        ("name", pa.string()),
        ("revenue_cents", pa.int64()),
        ("findings", pa.string()),
        ("details_key", pa.string()),
        ("details", pa.string()),
        ("lead", pa.string()),
        ("extras", pa.string()),
    ]
)
"""Always these columns, in this order; `details`, `lead` and `extras` are JSON, each value as it came."""


def event_table(events: Iterable[Event]) -> pa.Table:
    """One row an event, in the order given."""
    return pa.Table.from_batches([_batch(part) for part in _parts(iter(events))], SCHEMA)


def _parts(events: Iterator[Event]) -> Iterator[list[Event]]:
    while part := list(islice(events, BATCH)):
        yield part


def _batch(events: Sequence[Event]) -> pa.RecordBatch:
    leads = [Lead.of(event) for event in events]
    transactions = [Transaction.of(event) for event in events]
    made = {
        "line": integers([event.line for event in events]),
        "received_at": pa.array([moment(one.received_at).ms for one in events], pa.timestamp("ms", "UTC")),
        "surface": texts([event.surface for event in events]),
        "action": texts([event.action for event in events]),
        "documented": pa.array([event.documented for event in events], pa.bool_()),
        "sentence": texts([redacted_text(sentence(event)) for event in events]),
        "lead_id": texts([lead.lead_id or None for lead in leads]),
        "email": texts([lead.email or None for lead in leads]),
        "name": texts([lead.name or None for lead in leads]),
        "revenue_cents": integers([one.revenue_cents if one else None for one in transactions]),
        "findings": texts([", ".join(dict.fromkeys(f.code for f in event.findings)) for event in events]),
        "details_key": texts([event.details_key for event in events]),
        "details": texts([_json(event.details) for event in events]),
        "lead": texts([_json(event.lead) for event in events]),
        "extras": texts([_json(event.extras) if event.extras else None for event in events]),
    }
    return pa.RecordBatch.from_pydict(made, SCHEMA)


def _json(value: Any) -> str:
    return written(redacted_json(dict(value))).decode()
