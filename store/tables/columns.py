"""The few kinds of columns that the tables are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text

metadata = MetaData()

# SQLite numbers rows by itself only when the key's type is spelled INTEGER.
Int = BigInteger().with_variant(Integer, "sqlite")

# Numbers are never given twice, so a link to something that was evicted can not open something else.
NUMBERED_ONCE: dict[str, Any] = {"sqlite_autoincrement": True}
KEYED: dict[str, Any] = {"sqlite_with_rowid": False}


def key() -> Column[int]:
    """The numbering column."""
    return Column("id", Int, primary_key=True)


def text(name: str, default: str | None = "") -> Column[str]:
    """A text; empty unless said otherwise, and null only with the default None."""
    if default is None:
        return Column(name, Text)
    return Column(name, Text, nullable=False, server_default=default)


def number(name: str, default: int | None = 0) -> Column[int]:
    """A 64-bit integer; null only with the default None."""
    if default is None:
        return Column(name, Int)
    return Column(name, Int, nullable=False, server_default=str(default))
