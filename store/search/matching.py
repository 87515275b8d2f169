"""A search as a question: the ids of what it finds, newest first, from the index that knows best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from store.search import words
from store.search.conditions import Conditions, conditions
from store.search.filters import Filter
from store.search.grammar import Query, Term
from store.search.phrases import in_delivery
from store.search.words import Match
from store.tables import delivery, event

FEW = 20_000
"""Rows that are gathered first when a condition meets no more; of more, the next page is soon found."""
_HANDFUL = 500
"""Rows that are looked up in the index of words one by one."""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of the ids, neither included."""

    above: int | None = None
    below: int | None = None

    def holding(self, id_: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """The bounds as conditions."""
        above = [] if self.above is None else [id_ > self.above]
        return above + ([] if self.below is None else [id_ < self.below])


def matching(
    connection: Connection, query: Query, span: Between = Between(), *, rising: bool = False
) -> Select[Any]:
    """The ids that the query finds, newest first, or rising."""
    asked = conditions(query)
    return _Plan(connection, asked, span, rising).statement()


def _ended(connection: Connection, filters: list[Filter], span: Between) -> Between:
    """The span without what is newer than everything that the filters let through."""
    ends = [one.condition for one in filters if one.has_end]
    if not ends or _number(connection, select(delivery.c.id).where(~and_(*ends)), FEW) < FEW:
        return span
    last = connection.execute(select(func.max(delivery.c.id + 0)).where(*ends)).scalar()
    below = (last or 0) + 1
    return replace(span, below=below if span.below is None else min(below, span.below))


def _number(connection: Connection, ids: Select[Any], limit: int) -> int:
    some = ids.limit(limit).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar() or 0


class _Plan:
    """Which index leads, and what the other conditions then look up."""

    def __init__(self, connection: Connection, asked: Conditions, span: Between, rising: bool) -> None:
        self._connection = connection
        self._asked = asked
        self._rows = [one.condition for one in asked.filters]
        self._span = span
        self._rising = rising
        # Only SQLite has whole values in the index of words; the others have them in their own.
        values = asked.values if words.is_sqlite(connection) else []
        self._match = self._matched(values) if asked.words or values else None

    def _matched(self, values: Sequence[words.Values]) -> Match:
        return Match(self._connection, self._asked.words, values, self._asked.not_words)

    def statement(self) -> Select[Any]:
        """The best of the ways."""
        few, number = self._fewest()
        if few is not None:
            return self._among(few.correlate(None), number)
        self._span = _ended(self._connection, self._asked.filters, self._span)
        if self._match:
            return self._from_words(self._match)
        if self._asked.event:
            return self._from_events()
        statement = select(delivery.c.id).where(*self._rows, *self._without_words(delivery.c.id))
        return self._ordered(statement, delivery.c.id)

    def _fewest(self) -> tuple[Select[Any] | None, int]:
        """The condition that leads to the fewest deliveries, where that is few."""
        best, number = None, FEW
        leading = [lead for one in self._asked.filters if (lead := one.lead(self._connection)) is not None]
        leads = [select(delivery.c.id).where(lead) for lead in leading]
        if self._asked.indexed_event:
            leads.append(select(event.c.delivery_id).where(*self._asked.indexed_event))
        if leads and self._match and not self._match.is_slow:
            leads.append(self._told(self._match))
        for ids in leads:
            if (found := _number(self._connection, ids, number)) < number:
                best, number = ids, found
        return best, number

    def _told(self, match: Match) -> Select[Any]:
        return select(words.key(self._connection)).where(match.condition)

    def _among(self, few: Select[Any], number: int) -> Select[Any]:
        if self._match and self._match.is_slow:
            # All its documents are gathered anyhow, and each is quickly sought among few.
            return self._from_words(self._match, (words.key(self._connection) + 0).in_(few))
        statement = select(delivery.c.id).where(delivery.c.id.in_(few), *self._rows)
        if self._asked.event:
            statement = statement.where(self._has_event(delivery.c.id, self._asked.event))
        if self._asked.words:
            told = self._told(self._matched(()))
            if number < _HANDFUL:
                one = told.where(words.key(self._connection) == delivery.c.id).correlate(delivery)
                statement = statement.where(one.exists())
            else:
                statement = statement.where(delivery.c.id.in_(told))
        else:
            statement = statement.where(*self._without_words(delivery.c.id))
        return self._ordered(statement, delivery.c.id)

    def _from_words(self, match: Match, *where: ColumnElement[bool]) -> Select[Any]:
        id_ = words.key(self._connection)
        statement = self._told(match).where(*where)
        # Events, and with them their values, outlive a delivery that retention has let go.
        if self._rows or not self._asked.words:
            statement = statement.join(delivery, delivery.c.id == id_).where(*self._rows)
        if self._asked.event:
            statement = statement.where(self._has_event(id_, self._asked.event))
        return self._ordered(statement, id_)

    def _from_events(self) -> Select[Any]:
        id_ = event.c.delivery_id
        statement = select(id_).join(delivery, delivery.c.id == id_).where(*self._asked.event, *self._rows)
        statement = statement.where(*self._without_words(id_)).group_by(id_)
        return self._ordered(statement, id_, delivery.c.id)

    def _ordered(self, statement: Select[Any], id_: Any, row: Any = None) -> Select[Any]:
        """`row` is the number as a table outside of the events has it, where `id_` is theirs."""
        statement = statement.where(*self._span.holding(id_))
        row = id_ if row is None else row
        for condition in self._asked.no_event:
            statement = statement.where(~self._has_event(row, [condition]))
        for term in self._asked.phrases:
            statement = statement.where(in_delivery(term, row))
        for term in self._asked.no_phrases:
            statement = statement.where(~self._has_phrase(row, term))
        return statement.order_by(id_ if self._rising else id_.desc())

    def _without_words(self, id_: ColumnElement[int]) -> list[ColumnElement[bool]]:
        if not self._asked.not_words:
            return []
        return [id_.not_in(self._told(Match(self._connection, (), either=self._asked.not_words)))]

    def _has_phrase(self, id_: Any, term: Term) -> ColumnElement[bool]:
        # Asked like the phrase itself: what the index of words folds otherwise is no match there either.
        told = self._told(Match(self._connection, [term])).correlate(None)
        return and_(in_delivery(term, id_), id_.in_(told))

    def _has_event(self, id_: Any, wanted: list[ColumnElement[bool]]) -> ColumnElement[bool]:
        # Looked up for each row: a list of all that are so could hold nearly everything.
        return exists().where(event.c.delivery_id == id_, *wanted).correlate(id_.table)
