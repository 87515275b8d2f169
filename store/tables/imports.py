"""How far each file was imported."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from store.tables.columns import KEYED, metadata, number, text

imported = Table(
    "imported",
    metadata,
    Column("digest", Text, primary_key=True),
    text("name"),
    number("position"),
    number("events"),
    number("unread"),
    number("at"),
    **KEYED,
)
"""The digest is of a file's first `position` bytes, so neither its name nor what was appended matters."""
