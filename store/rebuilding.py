"""Starting over with what can be made again: everything that was read out of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from store import documents, search_index
from store.tables import delivery, event, pending, txn
from store.uncounting import uncount


class Forgotten(msgspec.Struct, frozen=True):
    """Events, money, search words and their counts of deliveries whose bodies are there, to be read anew.

    What retention has let go of can not be read again: its events, money and counts stay.
    """

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """How many deliveries wait to be read now."""
        here = select(delivery.c.id)
        uncount(connection, here)
        events = select(event.c.id).where(event.c.delivery_id.in_(here))
        connection.execute(delete(txn).where(txn.c.event_id.in_(events)))
        connection.execute(delete(event).where(event.c.delivery_id.in_(here)))
        connection.execute(delete(pending))
        connection.execute(update(delivery).where(delivery.c.ok == 0).values(ok=1))
        connection.execute(insert(pending).from_select(["delivery_id"], here))
        search_index.clear(connection)
        documents.index_anew(connection)
        waiting = connection.execute(select(func.count()).select_from(pending)).scalar() or 0
        return [waiting for _ in changes]
