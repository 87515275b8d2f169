"""Which deliveries tell of a value, asked as a condition on events: quick in SQLite, and nothing elsewhere.

PostgreSQL has indexes on those columns; SQLite has only the index of words.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select, true

from store.search import words
from store.search.in_notation import InNotation
from store.tables import event
from store.tokens import whole

MOST = 500
"""Values; more are found sooner by looking at every event."""


def narrowed(values: Iterable[tuple[str, str]]) -> list[ColumnElement[bool]]:
    """What goes before a condition that an event has one of the values, pairs of a kind and a value.

    It holds for every such event and for some others; nothing for very many values.
    """
    pairs = list(values)
    if not 0 < len(pairs) <= MOST or not all(value for _, value in pairs):
        return []
    tokens = " OR ".join(f'"{whole(kind, value)}"' for kind, value in pairs)
    found = select(words.FT.c.rowid).where(words.told(tokens))
    return [InNotation(event.c.delivery_id.in_(found), true())]
