"""Which deliveries tell of a value, asked as a condition on events: quick in SQLite, and nothing elsewhere.

PostgreSQL has indexes on those columns; SQLite has only the index of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, ColumnElement, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from store.search import words
from store.tables import event
from store.tokens import whole

MOST = 500
"""Values; more are found sooner by looking at every event."""


class _Narrowed(FunctionElement[bool]):
    """A condition that only SQLite is told."""

    inherit_cache = True
    type = Boolean()

    def self_group(self, against: object = None) -> _Narrowed:
        """As it is: compared with a truth value, the condition would be looked up in no index."""
        return self


@compiles(_Narrowed)
def _nothing(element: _Narrowed, compiler: Any, **options: Any) -> str:
    return "true"


@compiles(_Narrowed, "sqlite")
def _told(element: _Narrowed, compiler: Any, **options: Any) -> str:
    text: str = compiler.process(element.clauses, **options)
    return text


def narrowed(values: Iterable[tuple[str, str]]) -> list[ColumnElement[bool]]:
    """What goes before a condition that an event has one of the values, pairs of a kind and a value.

    It holds for every such event and for some others; nothing for very many values.
    """
    pairs = list(values)
    if not 0 < len(pairs) <= MOST or not all(value for _, value in pairs):
        return []
    tokens = " OR ".join(f'"{whole(kind, value)}"' for kind, value in pairs)
    found = select(words.FT.c.rowid).where(words.told(tokens))
    return [_Narrowed(event.c.delivery_id.in_(found))]
