"""The full-text index: FTS5 in SQLite, a tsvector in PostgreSQL, one document for each delivery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text


class Document(NamedTuple):
    """The words under which a delivery is found."""

    delivery_id: int
    email: str
    name: str
    subject: str
    words: str


_CREATE = {
    # Contentless: the words are already in the rows. detail=column: which column, not which position.
    "sqlite": (
        "CREATE VIRTUAL TABLE ft USING fts5(email, name, subject, words, content='', detail=column, "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='3')",
    ),
    "postgresql": (
        "CREATE TABLE ft (delivery_id BIGINT PRIMARY KEY, document TSVECTOR NOT NULL)",
        "CREATE INDEX ft_document ON ft USING gin (document)",
    ),
}
_INSERT = {
    "sqlite": "INSERT INTO ft (rowid, email, name, subject, words) "
    "VALUES (:delivery_id, :email, :name, :subject, :words)",
    "postgresql": "INSERT INTO ft (delivery_id, document) VALUES (:delivery_id, "
    "setweight(to_tsvector('simple', :email), 'A') || setweight(to_tsvector('simple', :name), 'B') || "
    "setweight(to_tsvector('simple', :subject), 'C') || setweight(to_tsvector('simple', :words), 'D'))",
}
_REMOVE = {
    # A contentless table forgets only what it is told again.
    "sqlite": "INSERT INTO ft (ft, rowid, email, name, subject, words) "
    "VALUES ('delete', :delivery_id, :email, :name, :subject, :words)",
    "postgresql": "DELETE FROM ft WHERE delivery_id = :delivery_id",
}
_CLEAR = {"sqlite": "INSERT INTO ft (ft) VALUES ('delete-all')", "postgresql": "DELETE FROM ft"}


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def index(connection: Connection, documents: Sequence[Document]) -> None:
    """Make the documents findable."""
    _execute(connection, _INSERT, documents)


def forget(connection: Connection, documents: Sequence[Document]) -> None:
    """Take the documents out; they must be as they were indexed."""
    _execute(connection, _REMOVE, documents)


def clear(connection: Connection) -> None:
    """Forget every document."""
    connection.execute(text(_CLEAR[connection.dialect.name]))


def _execute(connection: Connection, statements: dict[str, str], documents: Sequence[Document]) -> None:
    if documents:
        statement = text(statements[connection.dialect.name])
        connection.execute(statement, [one._asdict() for one in documents])
