"""The people that events tell of, the latest seen first, page by page, each with figures over all events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select, tuple_

from store.questions.person import PersonRow, persons
from store.questions.person_names import (
    Identity,
    Pair,
    Told,
    groups,
    identities,
    identity,
    names_a_person,
    of,
    told_with,
)
from store.search import Query, Term, matching
from store.search.matching import Between
from store.search.narrowing import MOST
from store.tables import event, txn

PAGE = 50
_SCANNED = 1_000
"""Events or deliveries looked at in one go for people not met yet."""
_SCANS = 40
"""How often that is done for one page: a person with countless events shall not hold the page up."""
_LOOKED_UP = 1_000
"""Pairs looked up for one page; it is shown shorter when so many were on the pages before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people are wanted."""

    query: Query = field(default_factory=lambda: Query(()))
    kinds: tuple[str, ...] = ()
    """Kinds of transactions of which the person has one."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people, and where the next ones begin."""

    people: tuple[PersonRow, ...]
    below: int | None
    """The id of an event."""


class _Row(NamedTuple):
    """An event on the way to its person."""

    id: int
    delivery_id: int
    lead_id: str
    lead_email: str

    @property
    def pair(self) -> Pair:
        return self.lead_id, self.lead_email


_COLUMNS = tuple(event.c[name] for name in _Row._fields)
_PLACE = (event.c.delivery_id, event.c.id)
"""The order of people: by deliveries as a search tells them, and inside one by its events."""


def people(
    connection: Connection, asked: Asked, *, below: int | None = None, limit: int = PAGE
) -> PeoplePage:
    """The people of matching events older than `below`, by their newest matching event."""
    listing = _Listing(connection, asked, below, limit)
    at = listing.start
    for _ in range(_SCANS):
        rows, after = listing.next(at)
        if listing.is_full_after(rows):
            return listing.page(more=True)
        if after is None:
            return listing.page(more=False)
        at = after
    return listing.page(more=True)


class _Listing:
    """A page as it fills."""

    def __init__(self, connection: Connection, asked: Asked, below: int | None, limit: int) -> None:
        self.start = None if below is None else _place(connection, below)
        self._connection = connection
        self._asked = asked
        self._buyers = _buyers(connection, asked.kinds) if asked.kinds else None
        self._limit = limit
        self._last = below
        self._found: list[frozenset[Identity]] = []
        self._met: set[Identity] = set()
        self._known: dict[Pair, Told] = {}
        self._part = limit

    def next(self, at: tuple[int, int] | None) -> tuple[list[_Row], tuple[int, int] | None]:
        """Some matching events before that place, the latest first, and the place where they end."""
        found, after = _next(self._connection, self._asked, self._buyers, at)
        return _among(found, self._buyers), after

    def page(self, *, more: bool) -> PeoplePage:
        """What was found."""
        people = persons(self._connection, self._found, self._known)
        return PeoplePage(people, self._last if more else None)

    def is_full_after(self, rows: Sequence[_Row]) -> bool:
        """Take in the events; whether the page is done, as it is full or far enough was looked."""
        at = 0
        while at < len(rows):
            before = len(self._found)
            part = rows[at : at + self._part]
            if self._taken(part) or len(self._known) > _LOOKED_UP:
                return True
            at += len(part)
            # On late pages most people were listed before: more of them are asked for at once.
            if len(self._found) - before < len(part) // 4:
                self._part = min(2 * self._part, _SCANNED // 4)
        return False

    def _taken(self, rows: Sequence[_Row]) -> bool:
        fresh = {row.pair for row in rows if row.pair not in self._known and names_a_person(*row.pair)}
        names = {one for pair in fresh for one in identities(*pair)} - self._met
        more = told_with(self._connection, names) if names else {}
        self._known |= more
        if self.start:
            self._met |= _met_before(self._connection, self._asked, self._buyers, more, self.start)
        named = groups(self._known)
        for row in rows:
            who = named.get(identity(*row.pair), frozenset())
            self._last = row.id
            if who and not who & self._met:
                self._found.append(who)
                self._met |= who
            if len(self._found) == self._limit:
                return True
        return False


def _place(connection: Connection, id_: int) -> tuple[int, int]:
    """Where an event lies; of one that is gone, where it must have lain."""
    nearest = select(event.c.delivery_id).where(event.c.id <= id_).order_by(event.c.id.desc()).limit(1)
    return connection.execute(nearest).scalar() or 0, id_


def _next(
    connection: Connection, asked: Asked, buyers: set[Identity] | None, at: tuple[int, int] | None
) -> tuple[list[_Row], tuple[int, int] | None]:
    if buyers is not None and not buyers:
        return [], None
    rows = select(*_COLUMNS).order_by(event.c.delivery_id.desc(), event.c.id.desc())
    if buyers is not None and len(buyers) <= MOST:
        rows = rows.where(of(buyers))
    if at is not None:
        rows = rows.where(tuple_(*_PLACE) < tuple_(*at))
    if not asked.query.terms:
        found = [_Row(*row) for row in connection.execute(rows.limit(_SCANNED))]
        return found, (found[-1].delivery_id, found[-1].id) if len(found) == _SCANNED else None
    below = None if at is None else at[0] + 1
    matched = matching(connection, asked.query, Between(below=below)).limit(_SCANNED)
    ids = connection.execute(matched).scalars().all()
    found = [_Row(*row) for row in connection.execute(rows.where(event.c.delivery_id.in_(ids)))]
    return found, (ids[-1], 0) if len(ids) == _SCANNED else None


def _buyers(connection: Connection, kinds: Sequence[str]) -> set[Identity]:
    """Everybody of whom there is a transaction of these kinds."""
    pairs = select(txn.c.lead_id, txn.c.lead_email).where(txn.c.kind.in_(kinds)).distinct()
    return {one for row in connection.execute(pairs) for one in identities(row[0], row[1])}


def _among(rows: list[_Row], buyers: set[Identity] | None) -> list[_Row]:
    if buyers is None:
        return rows
    return [row for row in rows if not buyers.isdisjoint(identities(*row.pair))]


def conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """What an event must be like to count for the people asked for."""
    wanted: list[ColumnElement[bool]] = []
    if asked.query.terms:
        wanted.append(event.c.delivery_id.in_(matching(connection, asked.query).order_by(None)))
    if asked.kinds:
        ids = select(txn.c.lead_id).where(txn.c.kind.in_(asked.kinds), txn.c.lead_id != "")
        emails = select(txn.c.lead_email).where(txn.c.kind.in_(asked.kinds), txn.c.lead_email != "")
        wanted.append(or_(event.c.lead_id.in_(ids), event.c.lead_email.in_(emails)))
    return wanted


def _met_before(
    connection: Connection,
    asked: Asked,
    buyers: set[Identity] | None,
    told: Mapping[Pair, Told],
    start: tuple[int, int],
) -> set[Identity]:
    """Who of these was on an earlier page: those with a matching event at its end or later."""
    later = {pair for pair, one in told.items() if (one.delivery_id, one.newest) >= start}
    names = {one for pair in later for one in identities(*pair)}
    if not names or not (asked.query.terms or asked.kinds):
        return names
    rows = select(*_COLUMNS).where(of(names), tuple_(*_PLACE) >= tuple_(*start))
    found = _among([_Row(*row) for row in connection.execute(rows)], buyers)
    if asked.query.terms:
        ids = _matched(connection, asked.query, sorted({row.delivery_id for row in found}))
        found = [row for row in found if row.delivery_id in ids]
    return {one for row in found for one in identities(*row.pair)}


def _matched(connection: Connection, query: Query, ids: Sequence[int]) -> set[int]:
    """Those of the deliveries that the query finds."""
    found: set[int] = set()
    for at in range(0, len(ids), _SCANNED):
        among = Term("id", ",".join(map(str, ids[at : at + _SCANNED])))
        found |= set(connection.execute(matching(connection, Query((*query.terms, among)))).scalars())
    return found
