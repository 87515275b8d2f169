"""The full-text index: FTS5 in SQLite, a tsvector in PostgreSQL, one document for each delivery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from urllib.parse import unquote_plus

from sqlalchemy import Connection, text

from store.bulk import insert_rows
from store.tokens import whole, words


class Document(NamedTuple):
    """The words under which a delivery is found, and the values by which its events are."""

    delivery_id: int
    email: str
    name: str
    subject: str
    words: str
    exact: str = ""

    def values_only(self) -> Document:
        """What stays of it when the delivery is let go: its events are kept, and found by their values."""
        return Document(self.delivery_id, "", "", "", "", self.exact)


class Searched(Protocol):
    """An event, as far as the index is concerned: a row that is written, or one that is kept."""

    @property
    def surface(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def lead_id(self) -> str: ...
    @property
    def lead_email(self) -> str: ...
    @property
    def lead_name(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def words(self) -> str: ...


def document(delivery_id: int, query: str, events: Sequence[Searched]) -> Document:
    """The words of a delivery: those of its events; its query string where it holds none."""
    if not events:
        return Document(delivery_id, "", "", "", unquote_plus(query))
    told = [
        (one.lead_email.lower(), one.lead_name, one.subject, f"{one.action} {one.words}", _exact(one))
        for one in events
    ]
    return Document(delivery_id, *(told[0] if len(told) == 1 else map(" ".join, zip(*told, strict=True))))


def _exact(one: Searched) -> str:
    values = (("id", one.lead_id), ("email", one.lead_email.lower()), ("action", one.action),
              ("surface", one.surface))  # fmt: skip
    return " ".join([whole(kind, value) for kind, value in values if value])


_CREATE = {
    # Contentless: the words are already in the rows. detail=column: which column, not which position.
    "sqlite": (
        # columnsize=0: nothing here is ranked by its length.
        "CREATE VIRTUAL TABLE ft USING fts5(email, name, subject, words, exact, content='', detail=column, "
        "columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        # Written in small transactions: merging eight parts at once instead of four merges less often.
        "INSERT INTO ft (ft, rank) VALUES ('automerge', 8)",
    ),
    "postgresql": (
        "CREATE TABLE ft (delivery_id BIGINT PRIMARY KEY, document TSVECTOR NOT NULL)",
        "CREATE INDEX ft_document ON ft USING gin (document)",
    ),
}
_COLUMNS = ("rowid", "email", "name", "subject", "words", "exact")
_INSERT = (
    "INSERT INTO ft (delivery_id, document) VALUES (%s, "
    "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'B') || "
    "setweight(to_tsvector('simple', %s), 'C') || setweight(to_tsvector('simple', %s), 'D'))"
)
_ROOM = 1 << 18
"""Bytes; PostgreSQL refuses a tsvector of a megabyte."""
_BESIDE = 10
"""Bytes that a word takes there beside its own."""
# A contentless table forgets only what it is told again.
_FORGET = "INSERT INTO ft (ft, rowid, email, name, subject, words, exact) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
_CLEAR = {"sqlite": "INSERT INTO ft (ft) VALUES ('delete-all')", "postgresql": "DELETE FROM ft"}


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def create_terms(connection: Connection) -> None:
    """Make the index tell its terms, where the database can; it takes no room."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("CREATE VIRTUAL TABLE ft_terms USING fts5vocab(ft, 'instance')"))


def drop(connection: Connection) -> None:
    """Remove the index with all that is in it."""
    connection.execute(text("DROP TABLE ft"))


def index(connection: Connection, documents: Sequence[Document]) -> None:
    """Make the documents findable; those without a word are left out."""
    if connection.dialect.name == "sqlite":
        insert_rows(connection, "ft", _COLUMNS, [one for one in documents if any(one[1:])])
        return
    # Whole values have indexes of their own there.
    rows = [(one[0], *map(_told, one[1:5])) for one in documents if any(one[1:5])]
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def _told(text: str) -> str:
    """The text's words, each once, as far as a tsvector has room: of a quarter of it, for each column."""
    told, room = [], _ROOM
    for word in dict.fromkeys(words(text)):
        room -= len(word.encode()) + _BESIDE
        if room < 0:
            break
        told.append(word)
    return " ".join(told)


def forget(connection: Connection, documents: Sequence[Document]) -> None:
    """Take the documents out; they must be as they were indexed."""
    rows = [one for one in documents if any(one[1:])]
    if rows and connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_FORGET, rows)
    elif rows:
        connection.execute(
            text("DELETE FROM ft WHERE delivery_id = :id"), [{"id": one.delivery_id} for one in rows]
        )


def forget_words(connection: Connection, documents: Sequence[Document]) -> None:
    """Let the documents be found by their events' values alone."""
    forget(connection, documents)
    index(connection, [one.values_only() for one in documents])


def clear(connection: Connection) -> None:
    """Forget every document."""
    connection.execute(text(_CLEAR[connection.dialect.name]))
