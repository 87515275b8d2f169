"""The fields of a search that an event of the delivery tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, literal_column

from store.search.grammar import Problem, Term
from store.search.numbered import of_transaction
from store.search.oneof import alternatives, one_of
from store.search.words import Values
from store.shortened import shortened
from store.tables import event

_FOUND = event.c.findings != literal_column("''")


def _finding(term: Term) -> ColumnElement[bool]:
    wanted = f" {term.value.lower()} "
    return and_(_FOUND, (" " + event.c.findings + " ").contains(wanted, autoescape=True))


def _has(term: Term) -> ColumnElement[bool] | Problem:
    if term.value.lower() in ("finding", "findings"):
        return _FOUND
    return Problem(term.value, "has: takes findings.")


EVENT_FIELDS: Mapping[str, Callable[[Term], ColumnElement[bool] | Problem]] = {
    "action": lambda term: one_of(event.c.action, term),
    "surface": lambda term: one_of(event.c.surface, term),
    "lead": lambda term: one_of(event.c.lead_id, term),
    "address": lambda term: event.c.lead_email == _address(term),
    "finding": _finding,
    "has": _has,
    "transaction": lambda term: of_transaction(shortened(term.value)),
}
INDEXED = frozenset({"finding", "has", "transaction"})
"""Those that an index of events leads to, in both databases."""


def _address(term: Term) -> str:
    return shortened(term.value).lower()


def _whole(kind: str) -> Callable[[Term], Values | None]:
    def values(term: Term) -> Values | None:
        exactly, starting = alternatives(term)
        # What is empty has no token, yet begins like everything.
        return Values(kind, exactly, starting) if exactly + starting and all(exactly + starting) else None

    return values


VALUES: Mapping[str, Callable[[Term], Values | None]] = {
    "action": _whole("action"),
    "surface": _whole("surface"),
    "lead": _whole("id"),
    "address": lambda term: Values("email", [_address(term)]),
}
"""Those whose values the index of words holds whole, in SQLite; none where that does not help."""
