"""Full-text conditions, in the notation of each database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, TableClause, column, func, table

from store.search.grammar import Term
from store.tokens import beginnings, whole, words

FT = table("ft", column("rowid"), column("delivery_id"), column("ft"), column("document"))
_WEIGHTS = {"email": "A", "name": "B", "subject": "C"}


def is_sqlite(connection: Connection) -> bool:
    """Whether the notation is FTS5's."""
    return connection.dialect.name == "sqlite"


def key(connection: Connection) -> ColumnElement[int]:
    """The index's column that holds the delivery's id."""
    return FT.c.rowid if is_sqlite(connection) else FT.c.delivery_id


def source() -> TableClause:
    """The index itself, to select from."""
    return FT


def match(connection: Connection, terms: Sequence[Term], values: Sequence[str] = ()) -> ColumnElement[bool]:
    """All of the terms' words stand in the document; the last letters of an unquoted word may be missing.

    `values` are conditions that `valued` makes, in SQLite alone.
    """
    if is_sqlite(connection):
        return told(
            " AND ".join([*(f"({one})" for one in values), *(p for term in terms for p in _fts5(term))])
        )
    query = func.to_tsquery("simple", " & ".join(part for term in terms for part in _tsquery(term)))
    return FT.c.document.op("@@", is_comparison=True)(query)


def told(condition: str) -> ColumnElement[bool]:
    """Whether a document fits, in FTS5's notation."""
    return FT.c.ft.op("MATCH", is_comparison=True)(condition)


def valued(kind: str, values: Iterable[str], starts: Iterable[str] = ()) -> str:
    """FTS5's condition that a delivery has an event with one of the values or one that begins so.

    What it finds may hold too much, never too little: the event's row decides.
    """
    exact = [f'"{whole(kind, value)}"' for value in values if value]
    return " OR ".join(exact + [f'"{start}" *' for one in starts for start in beginnings(kind, one)])


def _fts5(term: Term) -> list[str]:
    where = f"{term.field} : " if term.field else ""
    star = "" if term.quoted else " *"
    return [f'{where}"{word}"{star}' for word in words(term.value)]


def _tsquery(term: Term) -> list[str]:
    marks = ("" if term.quoted else "*") + _WEIGHTS.get(term.field, "")
    return [f"{word}:{marks}" if marks else word for word in words(term.value)]
