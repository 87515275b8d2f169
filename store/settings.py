"""Small values that the installation keeps for itself, each written once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import msgspec
from sqlalchemy import Connection, select

from store.dialect import insert
from store.tables import setting as _setting


def setting(connection: Connection, name: str) -> str | None:
    """The value of that name; none when it was never kept."""
    return connection.execute(select(_setting.c.value).where(_setting.c.name == name)).scalar()


class KeptSetting(msgspec.Struct, frozen=True):
    """A value to be kept; the first that was kept stays."""

    name: str
    value: str

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Nothing to tell."""
        statement = insert(connection, _setting).on_conflict_do_nothing()
        connection.execute(statement, [{"name": one.name, "value": one.value} for one in changes])
        return [None] * len(changes)
