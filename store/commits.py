"""Transactions that write: one after another, in turn with the other processes that write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, IntegrityError, ProgrammingError

from store.change import Refusal
from store.engine import BUSY_MS, database_file
from store.turn import Turn

_OF_THE_CHANGE = (DataError, IntegrityError, ProgrammingError)
"""The database can write, but not this."""
_BEYOND_LIMITS, _DEADLOCK = "54", "40P01"
_GIVING_WAY = 10
"""How often a transaction gives way before it counts as one that can not be written now."""


class Commits:
    """Owns a connection that writes; to be used by one thread at a time."""

    def __init__(
        self,
        engine: Engine,
        prepare: Callable[[Connection], object] | None = None,
        busy_ms: int = BUSY_MS,
    ) -> None:
        self._engine = engine
        self._turn = Turn(database_file(engine.url), busy_ms)
        self._prepare = prepare
        """Run in the first transaction that succeeds."""

    def together(self, changes: Sequence[Any]) -> list[object]:
        """Write all changes in one transaction; their results, once they are on the disk.

        Raises Refusal when the database can not be written now: then nothing of them is kept.
        """
        try:
            return self._undisturbed(changes)
        except (DatabaseError, OSError) as wrong:
            if isinstance(wrong, _OF_THE_CHANGE) or _is_beyond_limits(wrong):
                raise
            self.close()
            raise Refusal(_reason(wrong)) from wrong
        except Refusal:
            self.close()
            raise

    def _undisturbed(self, changes: Sequence[Any]) -> list[object]:
        """Write them, and again when it was ours to give way: two processes waited for each other's rows."""
        for _ in range(_GIVING_WAY):
            try:
                return self._committed(changes)
            except DBAPIError as wrong:
                if _state(wrong) != _DEADLOCK:
                    raise
        return self._committed(changes)

    def _committed(self, changes: Sequence[Any]) -> list[object]:
        results: list[object] = []
        kinds: set[type[Any]] = set()
        with self._turn.taken(), self._engine.begin() as connection:
            if self._prepare:
                self._prepare(connection)
            kind: type[Any]
            for kind, alike in groupby(changes, key=type):
                results += kind.write(connection, list(alike))
                kinds.add(kind)
        self._prepare = None
        for kind in kinds:
            if committed := getattr(kind, "committed", None):
                committed()
        return results

    def close(self) -> None:
        """Let go of the database; a later transaction opens it afresh."""
        # A connection that met a full disk or a vanished file is not to be trusted again.
        self._engine.dispose()
        self._turn.close()


def _is_beyond_limits(wrong: Exception) -> bool:
    """Whether PostgreSQL says that a value is too large for it: no time will come when it is not."""
    return _state(wrong).startswith(_BEYOND_LIMITS)


def _state(wrong: Exception) -> str:
    """PostgreSQL's code of what went wrong; empty where there is none."""
    return getattr(getattr(wrong, "orig", None), "sqlstate", None) or ""


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, DBAPIError):
        return str(wrong.orig).strip().partition("\n")[0]
    return str(wrong)
