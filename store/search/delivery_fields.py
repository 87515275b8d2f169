"""The fields of a search that a delivery's own row can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, literal_column, select

from store.moment import DAY_MS, now_ms
from store.search.distinct import Test, from_senders, in_bins, of_types, on_paths
from store.search.filters import Filter, indexed
from store.search.grammar import Problem, Term
from store.search.measures import day, moment, size
from store.search.oneof import one_of
from store.tables import delivery, mark
from store.tables.received import SMALL_SIZE, USUAL_SIZE

# Spelled out, not bound: an index of rare rows is only used for a condition that reads like its own.
_EMPTY: ColumnElement[str] = literal_column("''")
_POST: ColumnElement[str] = literal_column("'POST'")


def _values(term: Term) -> Test:
    return lambda column: one_of(column, term)


def _part(value: str) -> Test:
    return lambda column: column.icontains(value, autoescape=True)


def _larger(value: str) -> Filter | Problem:
    limit = size(value)
    if limit is None:
        return _no_size(value)
    larger = delivery.c.size > limit
    rare = delivery.c.size > literal_column(str(USUAL_SIZE))
    return indexed(and_(rare, larger)) if limit >= USUAL_SIZE else Filter(larger)


def _smaller(value: str) -> Filter | Problem:
    limit = size(value)
    if limit is None:
        return _no_size(value)
    smaller = delivery.c.size < limit
    rare = delivery.c.size < literal_column(str(SMALL_SIZE))
    return indexed(and_(rare, smaller)) if limit <= SMALL_SIZE else Filter(smaller)


def _no_size(value: str) -> Problem:
    return Problem(value, f"{value!r} is no size; try 10kb.")


def _time(
    compare: Callable[[int], ColumnElement[bool]], has_end: bool = True
) -> Callable[[str], Filter | Problem]:
    def condition(value: str) -> Filter | Problem:
        at = moment(value, now_ms())
        wrong = Problem(value, f"{value!r} is no time; try 2026-11-01, 2026-11-01T14:30 or 2h.")
        return wrong if at is None else indexed(compare(at), has_end=has_end)

    return condition


def _is(value: str) -> Filter | Problem:
    kinds: dict[str, ColumnElement[bool]] = {
        "dup": delivery.c.dup_of.is_not(None),
        "duplicate": delivery.c.dup_of.is_not(None),
        "unreadable": delivery.c.ok == literal_column("0"),
        "pinned": delivery.c.id.in_(select(mark.c.delivery_id).where(mark.c.pinned == 1)),
        "noted": delivery.c.id.in_(select(mark.c.delivery_id).where(mark.c.note != "")),
    }
    found = kinds.get(value.lower())
    return Problem(value, f"is: takes {', '.join(kinds)}.") if found is None else indexed(found)


def _method(value: str) -> Filter:
    name = value.upper()
    if name == "POST":
        return Filter(delivery.c.method == _POST, lambda _, no: delivery.c.method != _POST if no else None)
    return indexed(and_(delivery.c.method != _POST, delivery.c.method == name))


def _query(value: str) -> Filter:
    return indexed(and_(delivery.c.query != _EMPTY, _part(value)(delivery.c.query)))


def _number(value: str) -> Filter | Problem:
    parts = value.split(",")
    if not all(part.isdecimal() and len(part) < 19 for part in parts):
        return Problem(value, f"{value!r} is no delivery number.")
    return indexed(delivery.c.id.in_([int(part) for part in parts]))


def _tagged(value: str) -> Filter:
    tagged = (" " + mark.c.tags + " ").icontains(f" {value} ", autoescape=True)
    return indexed(delivery.c.id.in_(select(mark.c.delivery_id).where(tagged)))


def _on(value: str) -> Filter | Problem:
    at = day(value)
    if at is None:
        return Problem(value, f"{value!r} is no day; try on:2026-11-01.")
    return indexed(and_(delivery.c.received_at >= at, delivery.c.received_at < at + DAY_MS), has_end=True)


def _of_value(made: Callable[[str], Filter | Problem]) -> Callable[[Term], Filter | Problem]:
    return lambda term: made(term.value)


DELIVERY_FIELDS: Mapping[str, Callable[[Term], Filter | Problem]] = {
    "bin": lambda term: in_bins(_values(term)),
    "from": lambda term: from_senders(_values(term)),
    "path": lambda term: on_paths(_part(term.value)),
    "type": lambda term: of_types(_part(term.value)),
    "method": _of_value(_method),
    "query": _of_value(_query),
    "id": _of_value(_number),
    "is": _of_value(_is),
    "tag": _of_value(_tagged),
    "larger": _of_value(_larger),
    "smaller": _of_value(_smaller),
    "before": _of_value(_time(lambda at: delivery.c.received_at < at)),
    "after": _of_value(_time(lambda at: delivery.c.received_at >= at, has_end=False)),
    "on": _of_value(_on),
}
