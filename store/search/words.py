"""Full-text conditions, in the notation of each database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, column, func, table, text

from store.search.grammar import Term
from store.tokens import beginnings, whole, words

FT = table("ft", column("rowid"), column("delivery_id"), column("ft"), column("document"))
_WEIGHTS = {"email": "A", "name": "B", "subject": "C"}
_SPELLED = 12
"""Words looked up that begin like one that may go on: FTS5 gathers the documents of more sooner itself."""
_NEXT = text("SELECT term FROM ft_terms WHERE term >= :start LIMIT 1")
# No token has a character between the end of one and a zero.
_AFTER = "0"


def is_sqlite(connection: Connection) -> bool:
    """Whether the notation is FTS5's."""
    return connection.dialect.name == "sqlite"


def key(connection: Connection) -> ColumnElement[int]:
    """The index's column that holds the delivery's id."""
    return FT.c.rowid if is_sqlite(connection) else FT.c.delivery_id


class Values(NamedTuple):
    """Whole values of which an event has one, or one that begins so; FTS5 finds a few others with them."""

    kind: str
    exactly: Sequence[str]
    starting: Sequence[str] = ()


class Match:
    """The documents that hold all words and values, one of some, and none of the other words."""

    def __init__(
        self,
        connection: Connection,
        terms: Sequence[Term],
        values: Sequence[Values] = (),
        without: Sequence[Term] = (),
        either: Sequence[Term] = (),
    ) -> None:
        self.is_slow = False
        """Whether all documents are gathered before the first is told."""
        if is_sqlite(connection):
            parts = [f"({self._value(connection, one)})" for one in values]
            parts += [self._whole(connection, term) for term in terms]
            parts += [f"({self._any(connection, either)})"] if either else []
            wanted = " AND ".join(parts)
            # In one piece: each NOT inside another would take room on FTS5's stack.
            self.condition = told(f"({wanted}) NOT ({self._any(connection, without)})" if without else wanted)
        else:
            self.condition = _vector(terms, without, either)

    def _any(self, connection: Connection, terms: Sequence[Term]) -> str:
        return " OR ".join(f"({self._whole(connection, term)})" for term in terms)

    def _whole(self, connection: Connection, term: Term) -> str:
        return " AND ".join(self._word(connection, term, word) for word in words(term.value))

    def _value(self, connection: Connection, values: Values) -> str:
        tokens = [f'"{whole(values.kind, one)}"' for one in values.exactly]
        starts = [start for one in values.starting for start in beginnings(values.kind, one)]
        return " OR ".join(tokens + [self._beginning(connection, start) for start in starts])

    def _word(self, connection: Connection, term: Term, word: str) -> str:
        where = f"{term.field} : " if term.field else ""
        if term.quoted:
            return f'{where}"{word}"'
        # FTS5 would fold other letters further than words are folded here.
        return where + (self._beginning(connection, word) if word.isascii() else f'"{word}" *')

    def _beginning(self, connection: Connection, start: str) -> str:
        spelled = _spelled(connection, start)
        if spelled is None:
            self.is_slow = True
            return f'"{start}" *'
        return "(" + " OR ".join(f'"{one}"' for one in spelled or [start]) + ")"


def _spelled(connection: Connection, word: str) -> list[str] | None:
    """The tokens there are that begin so; none when there are many."""
    found: list[str] = []
    start = word
    while (term := connection.execute(_NEXT, {"start": start}).scalar()) and term.startswith(word):
        found.append(term)
        if len(found) > _SPELLED:
            return None
        start = term + _AFTER
    return found


def told(condition: str) -> ColumnElement[bool]:
    """Whether a document fits, in FTS5's notation."""
    return FT.c.ft.op("MATCH", is_comparison=True)(condition)


def _vector(terms: Sequence[Term], without: Sequence[Term], either: Sequence[Term]) -> ColumnElement[bool]:
    parts = [_tsquery(term) for term in terms]
    parts += [f"({' | '.join(map(_tsquery, either))})"] if either else []
    parts += [f"!({' | '.join(map(_tsquery, without))})"] if without else []
    return FT.c.document.op("@@", is_comparison=True)(func.to_tsquery("simple", " & ".join(parts)))


def _tsquery(term: Term) -> str:
    marks = ("" if term.quoted else "*") + _WEIGHTS.get(term.field, "")
    return f"({' & '.join(f'{word}:{marks}' if marks else word for word in words(term.value))})"
