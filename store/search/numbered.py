"""The events that carry a transaction's number: the first to tell it, and all that tell it again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, union

from store.search.in_notation import InNotation
from store.search.words import FT, told
from store.tables import event, txn
from store.tokens import words


def of_transaction(number: str) -> ColumnElement[bool]:
    """Whether an event carries the number of a transaction. Money is counted once, told it can be often."""
    first = select(txn.c.event_id).where(txn.c.transaction_id == number)
    if not words(number):
        return event.c.id.in_(first)
    return event.c.id.in_(union(first, _told_again(number)))


def _told_again(number: str) -> Select[Any]:
    again = event.alias()
    # An event's own words end with its numbers; a phone or a town is no transaction.
    is_known = exists().where(txn.c.transaction_id == number)
    is_told = (" " + again.c.words + " ").contains(f" {number} ", autoescape=True)
    return select(again.c.id).where(_has_words(again.c.delivery_id, number), is_told, is_known)


def _has_words(delivery_id: ColumnElement[int], number: str) -> ColumnElement[bool]:
    spelled = words(number)
    by_row = select(FT.c.rowid).where(told(" AND ".join(f'words : "{word}"' for word in spelled)))
    query = func.to_tsquery("simple", " & ".join(f"{word}:D" for word in spelled))
    by_number = select(FT.c.delivery_id).where(FT.c.document.op("@@", is_comparison=True)(query))
    return InNotation(delivery_id.in_(by_row.correlate(None)), delivery_id.in_(by_number.correlate(None)))
