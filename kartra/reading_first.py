"""Reading an arrival before it is kept, where that is soon done: its rows are on the disk with it."""

from __future__ import annotations

import logging

from msgspec.structs import replace

from kartra.ordinary_rows import ordinary_rows
from store import Arrival, Rows

USUAL_SIZE = 64 << 10
"""Bytes; a larger body is read after it has been acknowledged."""

_log = logging.getLogger(__name__)


def read_first(arrival: Arrival) -> Arrival:
    """The arrival with its rows; without them when reading takes longer, and the projector is to do it."""
    if arrival.rows is not None or not isinstance(arrival.body, bytes):
        return arrival
    rows = _rows(arrival.body)
    return arrival if rows is None else replace(arrival, rows=rows)


def _rows(body: bytes) -> Rows | None:
    if not body or len(body) > USUAL_SIZE:
        return None
    try:
        return ordinary_rows(body)
    except Exception:
        # Our own bug must not cost a delivery.
        _log.exception("A body of %d bytes could not be read at once", len(body))
        return None
