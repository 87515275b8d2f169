"""Columns of few different values: a search asks the values, and only then the rows that have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, false, func, literal, not_, or_, select

from store.search.filters import Filter
from store.tables import delivery
from store.tables.received import PATH_OF_BIN, UNUSUAL_PATH, UNUSUAL_TYPE, USUAL_TYPE

MOST = 500
"""Different values; a column with more is searched row by row."""

Test = Callable[[ColumnElement[str]], ColumnElement[bool]]


class _Values(NamedTuple):
    passing: list[str]
    failing: list[str]


def in_bins(test: Test) -> Filter:
    """Deliveries whose bin passes."""
    return _of_column(delivery.c.bin, test)


def from_senders(test: Test) -> Filter:
    """Deliveries whose remote address passes."""
    return _of_column(delivery.c.remote, test)


def of_types(test: Test) -> Filter:
    """Deliveries whose content type passes; the usual one is in no index."""

    def lead(connection: Connection, no: bool) -> ColumnElement[bool] | None:
        usual = bool(connection.execute(select(test(literal(USUAL_TYPE)))).scalar())
        if usual is not no:
            return None
        found = _values(connection, delivery.c.content_type, test, no, UNUSUAL_TYPE)
        return None if found is None else _listed(delivery.c.content_type, found.passing, UNUSUAL_TYPE)

    return Filter(test(delivery.c.content_type), lead)


def on_paths(test: Test) -> Filter:
    """Deliveries whose path passes; what came to just its bin's own address is in no index of paths."""

    def lead(connection: Connection, no: bool) -> ColumnElement[bool] | None:
        bins = _values(connection, delivery.c.bin, lambda name: test(literal("/in/").concat(name)), no)
        if bins is None or (bins.passing and not bins.failing):
            return None
        paths = _values(connection, delivery.c.path, test, no, UNUSUAL_PATH)
        if paths is None:
            return None
        return or_(
            _listed(delivery.c.path, paths.passing, UNUSUAL_PATH),
            _listed(delivery.c.bin, bins.passing, PATH_OF_BIN),
        )

    return Filter(test(delivery.c.path), lead)


def _of_column(column: ColumnElement[str], test: Test) -> Filter:
    def lead(connection: Connection, no: bool) -> ColumnElement[bool] | None:
        found = _values(connection, column, test, no)
        if found is None or (found.passing and not found.failing):
            return None
        return _listed(column, found.passing)

    return Filter(test(column), lead)


def _listed(
    column: ColumnElement[str], passing: list[str], *where: ColumnElement[bool]
) -> ColumnElement[bool]:
    return and_(*where, column.in_(passing)) if passing else false()


def _values(
    connection: Connection, column: ColumnElement[str], test: Test, no: bool, *where: ColumnElement[bool]
) -> _Values | None:
    """The different values of an indexed column, each found from the one before; none when there are many."""
    first = select(func.min(column).label("value"), literal(1).label("n")).where(*where)
    different = first.cte("different", recursive=True)
    following = select(func.min(column)).where(*where, column > different.c.value).scalar_subquery()
    different = different.union_all(
        select(following, different.c.n + 1).where(different.c.value.is_not(None), different.c.n <= MOST)
    )
    value = different.c.value
    passes = not_(test(value)) if no else test(value)
    rows = connection.execute(select(value, passes).where(value.is_not(None))).all()
    if len(rows) > MOST:
        return None
    return _Values([row[0] for row in rows if row[1]], [row[0] for row in rows if not row[1]])
