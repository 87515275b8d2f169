"""The people that events tell of, the latest seen first, page by page, each with figures over all events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from store.questions.money import EARNED, RETURNED
from store.questions.person_names import Identity, groups, identities, identity, of
from store.search import Query, matching
from store.tables import event, txn

PAGE = 50
_SCANNED = 1_000
"""Events looked at in one go for people not met yet."""
_SCANS = 40
"""How often that is done for one page: a person with countless events shall not hold the page up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people are wanted."""

    query: Query = field(default_factory=lambda: Query(()))
    kinds: tuple[str, ...] = ()
    """Kinds of transactions of which the person has one."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; figures are over everything that is kept of them."""

    ids: tuple[str, ...]
    emails: tuple[str, ...]
    name: str
    first_seen: int
    last_seen: int
    events: int
    revenue_cents: int
    newest: int
    """The id of the newest event."""
    delivery_id: int
    position: int
    """Where that event lies."""

    @property
    def key(self) -> str:
        """What names the person in a link."""
        return f"id:{self.ids[0]}" if self.ids else f"email:{self.emails[0]}"


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people, and where the next ones begin."""

    people: tuple[PersonRow, ...]
    below: int | None


def people(
    connection: Connection, asked: Asked, *, below: int | None = None, limit: int = PAGE
) -> PeoplePage:
    """The people of matching events older than `below`, by their newest matching event."""
    wanted = conditions(connection, asked)
    found: list[PersonRow] = []
    met: set[Identity] = set()
    at = below
    for _ in range(_SCANS):
        rows = connection.execute(_newest(wanted, at)).all()
        named = groups(connection, [(row.lead_id, row.lead_email) for row in rows])
        told_before = _told_since(connection, wanted, named, below)
        for row in rows:
            at = row.id
            who = named.get(identity(row.lead_id, row.lead_email), frozenset())
            if not who or who & met or who & told_before:
                continue
            met |= who
            found.append(person(connection, who))
            if len(found) == limit:
                return PeoplePage(tuple(found), at)
        if len(rows) < _SCANNED:
            return PeoplePage(tuple(found), None)
    return PeoplePage(tuple(found), at)


def _newest(wanted: Sequence[ColumnElement[bool]], below: int | None) -> Select[tuple[int, str, str]]:
    statement = select(event.c.id, event.c.lead_id, event.c.lead_email).where(*wanted)
    if below is not None:
        statement = statement.where(event.c.id < below)
    return statement.order_by(event.c.id.desc()).limit(_SCANNED)


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


def _told_since(
    connection: Connection,
    wanted: Sequence[ColumnElement[bool]],
    named: dict[Identity, frozenset[Identity]],
    below: int | None,
) -> set[Identity]:
    """Who was on an earlier page: those with a matching event at or after its end."""
    if below is None or not named:
        return set()
    statement = select(event.c.lead_id, event.c.lead_email).where(of(named), event.c.id >= below, *wanted)
    rows = connection.execute(statement.distinct())
    return {one for row in rows for one in identities(row.lead_id, row.lead_email)}


def person(connection: Connection, names: Iterable[Identity]) -> PersonRow:
    """One person by everything that names them."""
    names = sorted(set(names))
    newest = connection.execute(
        select(event.c.id, event.c.delivery_id, event.c.position).where(of(names)).order_by(event.c.id.desc())
    ).first()
    seen = connection.execute(
        select(func.min(event.c.ts), func.max(event.c.ts), func.count()).where(of(names))
    ).one()
    named = connection.execute(
        select(event.c.lead_name).where(of(names), event.c.lead_name != "").order_by(event.c.id.desc())
    ).first()
    ids = defaultdict(list)
    for kind, value in names:
        ids[kind].append(value)
    return PersonRow(
        tuple(ids["id"]), tuple(ids["email"]), named[0] if named else "", seen[0] or 0, seen[1] or 0, seen[2],
        revenue(connection, names), *(newest or (0, 0, 0)),
    )  # fmt: skip


def paid_by(names: Iterable[Identity]) -> ColumnElement[bool]:
    """Whether a transaction is one of theirs."""
    ids = [value for kind, value in names if kind == "id"]
    emails = [value for kind, value in names if kind == "email"]
    return or_(txn.c.lead_id.in_(ids), and_(txn.c.lead_id == "", txn.c.lead_email.in_(emails)))


def revenue(connection: Connection, names: Iterable[Identity]) -> int:
    """What these people paid less what went back, in cents."""
    return int(connection.execute(select(NET).where(paid_by(names))).scalar() or 0)


NET = func.sum(
    case(
        (txn.c.kind.in_(EARNED), txn.c.amount_cents), (txn.c.kind.in_(RETURNED), -txn.c.amount_cents), else_=0
    )
)
