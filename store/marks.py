"""What people add to a delivery: a pin, a note, tags; secrets are masked. The delivery never changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import msgspec
from sqlalchemy import Connection

from privacy import redacted_text
from store.dialect import insert
from store.shortened import without_zeros
from store.tables import mark


class Marked(msgspec.Struct, frozen=True):
    """A delivery's marks as they shall be; what is None stays as it is."""

    delivery_id: int
    pinned: bool | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    """Single words: spaces inside one become dashes."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Nothing to tell."""
        for one in changes:
            values = one.values()
            statement = insert(connection, mark).values(delivery_id=one.delivery_id, **values)
            if values:
                statement = statement.on_conflict_do_update(index_elements=["delivery_id"], set_=values)
            else:
                statement = statement.on_conflict_do_nothing()
            connection.execute(statement)
        return [None] * len(changes)

    def values(self) -> dict[str, int | str]:
        """The columns that change."""
        found: dict[str, int | str] = {}
        if self.pinned is not None:
            found["pinned"] = int(self.pinned)
        if self.note is not None:
            found["note"] = without_zeros(redacted_text(self.note))
        if self.tags is not None:
            found["tags"] = " ".join(_word(tag) for tag in self.tags if tag.strip())
        return found


def _word(tag: str) -> str:
    # Once more as one word: dashes may have made a number of several.
    return without_zeros(redacted_text("-".join(redacted_text(tag).split())))
