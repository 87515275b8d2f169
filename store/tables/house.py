"""What the installation keeps for itself."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from store.tables.columns import KEYED, metadata, number

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    number("applied_at"),
)

sandbox_object = Table(
    "sandbox_object",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body", Text, nullable=False),
    **KEYED,
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    **KEYED,
)
