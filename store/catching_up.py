"""Reading deliveries that wait, with a reader that the caller brings: the store knows no webhooks."""

from __future__ import annotations

import logging
import traceback

from store.change import Unwritable
from store.keeping import Store
from store.pending import Waiting, projection, waiting
from store.rows import Reader, Rows

_log = logging.getLogger(__name__)


def catch_up(store: Store, reader: Reader, limit: int) -> int:
    """Read the oldest that wait; returns how many there were."""
    with store.reading() as connection:
        found = waiting(connection, limit)
    writing = [(one, store.write(projection(one, _rows(reader, one)))) for one in found]
    for one, future in writing:
        try:
            future.result()
        except Unwritable:
            # What no database holds is no reason to try this delivery for ever; its body stays.
            store.write(projection(one, Rows(ok=False))).result()
    return len(found)


def _rows(reader: Reader, one: Waiting) -> Rows:
    try:
        return reader(one.body, one.content_type, one.query)
    except Exception as wrong:
        # A reader that fails is our bug, and no reason to try this delivery for ever.
        place = traceback.extract_tb(wrong.__traceback__)[-1]
        what = (type(wrong).__name__, str(wrong)[:200], place.filename, place.lineno)
        _log.error("Delivery %d could not be read: %s: %s (%s:%s)", one.id, *what)
        return Rows(ok=False)
