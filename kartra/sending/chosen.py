"""The stored deliveries that somebody means: by number, or by what the inbox finds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from kartra.generation import Unfit
from store.inbox import Whole, one, page, query_of

MOST = 10_000
"""Deliveries that one search means: what can be held in memory at once."""


def chosen(connection: Connection, ids: Sequence[int], search: str = "") -> tuple[Whole, ...] | Unfit:
    """Those deliveries, each once; the first that is not there is named instead."""
    found = list(ids)
    if search:
        query, problems = query_of(search)
        if problems:
            return Unfit(search, problems[0].message)
        found += [line.id for line in page(connection, query, limit=MOST).lines]
    wholes = {id_: one(connection, id_) for id_ in dict.fromkeys(found)}
    if gone := [id_ for id_, whole in wholes.items() if whole is None]:
        return Unfit(str(gone[0]), "there is no such delivery, or no longer.")
    if not wholes:
        return Unfit(search or "deliveries", "nothing that was received fits.")
    return tuple(whole for whole in wholes.values() if whole)
