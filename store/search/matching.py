"""A search as a question: the ids of what it finds, newest first, from the index that knows best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)

from store import tokens
from store.moment import DAY_MS, now_ms
from store.search import words
from store.search.grammar import Problem, Query, Term
from store.search.measures import moment, size
from store.tables import delivery, event, mark, txn
from store.tables.received import USUAL_SIZE

_TEXTS = {"email": event.c.lead_email, "name": event.c.lead_name, "product": event.c.subject}
"""Fields of the full-text index, and the column that settles a quoted phrase."""
# Spelled out, not bound: an index of rare rows is only used for a condition that reads like its own.
_EMPTY: ColumnElement[str] = literal_column("''")
_INDEXED = {"email": "email", "name": "name", "product": "subject"}


@dataclass(slots=True)
class Conditions:
    """What a search asks, by the table that can tell."""

    delivery: list[ColumnElement[bool]] = field(default_factory=list)
    event: list[ColumnElement[bool]] = field(default_factory=list)
    """Some event of the delivery is so."""
    no_event: list[ColumnElement[bool]] = field(default_factory=list)
    """No event of the delivery is so."""
    words: list[Term] = field(default_factory=list)
    not_words: list[Term] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    """Which documents hold the events that `event` asks for, where the index of words knows their values."""
    problems: list[Problem] = field(default_factory=list)
    by_time: bool = False


def conditions(query: Query) -> Conditions:
    """The query sorted by table; what can not be understood becomes a problem and is left out."""
    found = Conditions()
    for term in query.terms:
        if term.field in _INDEXED or not term.field:
            _add_words(found, term)
        elif term.field in _EVENT:
            _add_event(found, term)
        else:
            _add_delivery(found, term)
    return found


def _add_words(found: Conditions, term: Term) -> None:
    if not tokens.words(term.value):
        found.problems.append(Problem(term.value, f"There is no letter or digit in {term.value!r}."))
        return
    indexed = Term(_INDEXED.get(term.field, ""), term.value, term.negated, term.quoted)
    (found.not_words if term.negated else found.words).append(indexed)
    if term.quoted and term.field and not term.negated:
        found.event.append(_TEXTS[term.field].icontains(term.value, autoescape=True))


def _add_event(found: Conditions, term: Term) -> None:
    (found.no_event if term.negated else found.event).append(_EVENT[term.field](term.value))
    if term.field in _VALUES and not term.negated:
        found.values.append(_VALUES[term.field](term.value))


def _add_delivery(found: Conditions, term: Term) -> None:
    condition = _DELIVERY[term.field](term.value)
    if isinstance(condition, Problem):
        found.problems.append(condition)
        return
    found.by_time |= term.field in ("before", "on")
    found.delivery.append(~condition if term.negated else condition)


def _alternatives(value: str) -> tuple[list[str], list[str]]:
    """The values between the commas, and what those that end in a star begin with."""
    parts = [one for one in value.split(",") if one]
    started = [one[:-1] for one in parts if one.endswith("*")]
    return [one for one in parts if not one.endswith("*")], started


def _oneof(column: ColumnElement[str]) -> Callable[[str], ColumnElement[bool]]:
    def condition(value: str) -> ColumnElement[bool]:
        plain, started = _alternatives(value)
        prefixes = [func.substr(column, 1, len(part)) == part for part in started]
        return or_(column.in_(plain), *prefixes) if prefixes else column.in_(plain)

    return condition


_EVENT: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "action": _oneof(event.c.action),
    "surface": _oneof(event.c.surface),
    "lead": _oneof(event.c.lead_id),
    "address": lambda value: event.c.lead_email == value.lower(),
    "finding": lambda value: and_(
        event.c.findings != _EMPTY, (" " + event.c.findings + " ").contains(f" {value} ", autoescape=True)
    ),
    "has": lambda value: event.c.findings != _EMPTY if value.startswith("finding") else false(),
    "transaction": lambda value: event.c.id.in_(select(txn.c.event_id).where(txn.c.transaction_id == value)),
}


def _indexed(kind: str) -> Callable[[str], str]:
    return lambda value: words.valued(kind, *_alternatives(value))


_VALUES: dict[str, Callable[[str], str]] = {
    "action": _indexed("action"),
    "surface": _indexed("surface"),
    "lead": _indexed("id"),
    "address": lambda value: words.valued("email", [value.lower()]),
}
"""Fields of `_EVENT` whose values the index of words holds whole."""


def _size(compare: Callable[[int], ColumnElement[bool]]) -> Callable[[str], ColumnElement[bool] | Problem]:
    def condition(value: str) -> ColumnElement[bool] | Problem:
        limit = size(value)
        return Problem(value, f"{value!r} is no size; try 10kb.") if limit is None else compare(limit)

    return condition


def _time(compare: Callable[[int], ColumnElement[bool]]) -> Callable[[str], ColumnElement[bool] | Problem]:
    def condition(value: str) -> ColumnElement[bool] | Problem:
        at = moment(value, now_ms())
        wrong = Problem(value, f"{value!r} is no time; try 2026-11-01, 2026-11-01T14:30 or 2h.")
        return wrong if at is None else compare(at)

    return condition


def _is(value: str) -> ColumnElement[bool] | Problem:
    kinds: dict[str, ColumnElement[bool]] = {
        "dup": delivery.c.dup_of.is_not(None),
        "duplicate": delivery.c.dup_of.is_not(None),
        "unreadable": delivery.c.ok == literal_column("0"),
        "pinned": delivery.c.id.in_(select(mark.c.delivery_id).where(mark.c.pinned == 1)),
        "noted": delivery.c.id.in_(select(mark.c.delivery_id).where(mark.c.note != "")),
    }
    found = kinds.get(value.lower())
    return Problem(value, f"is: takes {', '.join(kinds)}.") if found is None else found


# The first condition of each says nothing new: it names the index of rare rows that the second is found in.
def _larger(limit: int) -> ColumnElement[bool]:
    larger = delivery.c.size > limit
    return and_(delivery.c.size > literal_column(str(USUAL_SIZE)), larger) if limit >= USUAL_SIZE else larger


def _method(name: str) -> ColumnElement[bool]:
    same = delivery.c.method == name
    return same if name == "POST" else and_(delivery.c.method != literal_column("'POST'"), same)


def _number(value: str) -> ColumnElement[bool] | Problem:
    parts = value.split(",")
    if not all(part.isdecimal() and len(part) < 19 for part in parts):
        return Problem(value, f"{value!r} is no delivery number.")
    return delivery.c.id.in_([int(part) for part in parts])


def _tagged(value: str) -> ColumnElement[bool]:
    tagged = (" " + mark.c.tags + " ").icontains(f" {value} ", autoescape=True)
    return delivery.c.id.in_(select(mark.c.delivery_id).where(tagged))


_DELIVERY: dict[str, Callable[[str], ColumnElement[bool] | Problem]] = {
    "bin": _oneof(delivery.c.bin),
    "method": lambda value: _method(value.upper()),
    "path": lambda value: delivery.c.path.icontains(value, autoescape=True),
    "query": lambda value: and_(
        delivery.c.query != _EMPTY, delivery.c.query.icontains(value, autoescape=True)
    ),
    "type": lambda value: delivery.c.content_type.icontains(value, autoescape=True),
    "from": _oneof(delivery.c.remote),
    "id": _number,
    "is": _is,
    "tag": _tagged,
    "larger": _size(lambda limit: _larger(limit)),
    "smaller": _size(lambda limit: delivery.c.size < limit),
    "before": _time(lambda at: delivery.c.received_at < at),
    "after": _time(lambda at: delivery.c.received_at >= at),
    "on": _time(lambda at: and_(delivery.c.received_at >= at, delivery.c.received_at < at + DAY_MS)),
}
FIELDS = frozenset({*_INDEXED, *_EVENT, *_DELIVERY})
"""What may stand before a colon."""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of the ids, neither included."""

    above: int | None = None
    below: int | None = None


def matching(connection: Connection, query: Query, span: Between = Between()) -> Select[Any]:
    """The ids that the query finds, newest first."""
    asked = conditions(query)
    if asked.words or (all(asked.values) and asked.values and words.is_sqlite(connection)):
        return _from_words(connection, asked, span)
    if asked.event:
        return _from_events(connection, asked, span)
    statement = select(delivery.c.id).where(*asked.delivery)
    # Without a plain column to sort by, SQLite takes the narrow time index instead of reading every body.
    order = (delivery.c.id + 0).desc() if asked.by_time else delivery.c.id.desc()
    return _excluding(connection, statement, asked, delivery.c.id, delivery.c.id, span).order_by(order)


def _from_words(connection: Connection, asked: Conditions, span: Between) -> Select[Any]:
    id_: Any = words.key(connection)
    statement = (
        select(id_)
        .select_from(words.source())
        .where(words.match(connection, asked.words, [one for one in asked.values if one]))
    )
    # Events, and with them their values, outlive a delivery that retention has let go.
    if asked.delivery or not asked.words:
        statement = statement.join(delivery, delivery.c.id == id_).where(*asked.delivery)
    if asked.event:
        statement = statement.where(exists().where(event.c.delivery_id == id_, *asked.event))
    return _excluding(connection, statement, asked, id_, id_, span).order_by(id_.desc())


def _from_events(connection: Connection, asked: Conditions, span: Between) -> Select[Any]:
    id_ = event.c.delivery_id
    # Joined even when nothing more is asked: events outlive a delivery that retention has let go.
    statement = select(id_).join(delivery, delivery.c.id == id_).where(*asked.event, *asked.delivery)
    statement = statement.group_by(id_)
    return _excluding(connection, statement, asked, id_, delivery.c.id, span).order_by(id_.desc())


def _excluding(
    connection: Connection,
    statement: Select[Any],
    asked: Conditions,
    id_: ColumnElement[int],
    row: Column[int],
    span: Between,
) -> Select[Any]:
    if span.below is not None:
        statement = statement.where(id_ < span.below)
    if span.above is not None:
        statement = statement.where(id_ > span.above)
    for condition in asked.no_event:
        # Looked up for each row: a list of all that are so could hold nearly everything.
        so = exists().where(event.c.delivery_id == row, condition).correlate(row.table)
        statement = statement.where(~so)
    for term in asked.not_words:
        named = select(words.key(connection)).select_from(words.source())
        statement = statement.where(id_.not_in(named.where(words.match(connection, [term]))))
    return statement
