"""A condition on deliveries, and what leads straight to the rows that meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

Lead = Callable[[Connection, bool], ColumnElement[bool] | None]
"""The condition, negated if asked, put so that an index finds its rows; none when it had better be tested."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a delivery's row."""

    condition: ColumnElement[bool]
    leading: Lead | None = None
    is_negated: bool = False
    has_end: bool = False
    """Whether nothing newer than some moment meets it."""

    def negated(self) -> Filter:
        """The opposite."""
        return Filter(~self.condition, self.leading, not self.is_negated)

    def lead(self, connection: Connection) -> ColumnElement[bool] | None:
        """What leads to its rows in the database as it is now, if anything does."""
        return self.leading(connection, self.is_negated) if self.leading else None


def indexed(condition: ColumnElement[bool], *, has_end: bool = False) -> Filter:
    """A filter whose rows an index finds by the very condition, but not those that fail it."""
    return Filter(condition, lambda _, no: None if no else condition, has_end=has_end)
