"""The fields of a search that an event of the delivery tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, false, literal_column, select

from store.search.oneof import alternatives, one_of
from store.search.words import Values
from store.tables import event, txn

_FOUND = event.c.findings != literal_column("''")


def _finding(value: str) -> ColumnElement[bool]:
    return and_(_FOUND, (" " + event.c.findings + " ").contains(f" {value} ", autoescape=True))


def _transaction(value: str) -> ColumnElement[bool]:
    return event.c.id.in_(select(txn.c.event_id).where(txn.c.transaction_id == value))


EVENT_FIELDS: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "action": lambda value: one_of(event.c.action, value),
    "surface": lambda value: one_of(event.c.surface, value),
    "lead": lambda value: one_of(event.c.lead_id, value),
    "address": lambda value: event.c.lead_email == value.lower(),
    "finding": _finding,
    "has": lambda value: _FOUND if value.startswith("finding") else false(),
    "transaction": _transaction,
}
INDEXED = frozenset({"finding", "has", "transaction"})
"""Those that an index of events leads to, in both databases."""


def _whole(kind: str) -> Callable[[str], Values | None]:
    def values(value: str) -> Values | None:
        exactly, starting = alternatives(value)
        # What is empty has no token, yet begins like everything.
        return Values(kind, exactly, starting) if exactly + starting and all(starting) else None

    return values


VALUES: Mapping[str, Callable[[str], Values | None]] = {
    "action": _whole("action"),
    "surface": _whole("surface"),
    "lead": _whole("id"),
    "address": lambda value: Values("email", [value.lower()]),
}
"""Those whose values the index of words holds whole, in SQLite; none where that does not help."""
