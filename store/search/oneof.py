"""Fields that take several values: `a,b` is one of them, `a*` whatever begins so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_


def alternatives(value: str) -> tuple[list[str], list[str]]:
    """The values between the commas, and what those that end in a star begin with."""
    parts = [one for one in value.split(",") if one]
    started = [one[:-1] for one in parts if one.endswith("*")]
    return [one for one in parts if not one.endswith("*")], started


def one_of(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    """Whether a column holds one of the values; case counts, in both databases."""
    plain, started = alternatives(value)
    prefixes = [func.substr(column, 1, len(part)) == part for part in started]
    return or_(column.in_(plain), *prefixes) if prefixes else column.in_(plain)
