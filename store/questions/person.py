"""One person as the pages show one: names, and figures over everything that is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from store.questions.money import EARNED, RETURNED
from store.questions.person_names import Identity, Pair, Told, identities, identity, told_with
from store.tables import event, txn
from store.tables.received import NAMELESS

NET = func.sum(
    case(
        (txn.c.kind.in_(EARNED), txn.c.amount_cents), (txn.c.kind.in_(RETURNED), -txn.c.amount_cents), else_=0
    )
)


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


def person(connection: Connection, names: Iterable[Identity]) -> PersonRow:
    """One person by everything that names them."""
    who = frozenset(names)
    return persons(connection, [who], told_with(connection, who))[0]


def persons(
    connection: Connection, groups: Sequence[frozenset[Identity]], told: Mapping[Pair, Told]
) -> tuple[PersonRow, ...]:
    """These people with their figures."""
    number = {one: at for at, group in enumerate(groups) for one in group}
    figures: list[list[Told]] = [[] for _ in groups]
    for pair, one in told.items():
        for at in {number[name] for name in identities(*pair) if name in number}:
            figures[at].append(one)
    ids = {id_ for ones in figures for one in ones for id_ in (one.newest, one.named)}
    columns = (event.c.id, event.c.delivery_id, event.c.position, event.c.lead_name)
    events = {row.id: row for row in connection.execute(select(*columns).where(event.c.id.in_(ids)))}
    nets = _nets(connection, number)
    rows = []
    for at, group in enumerate(groups):
        newest = events.get(max((one.newest for one in figures[at]), default=0))
        named = events.get(max((one.named for one in figures[at]), default=0))
        by_kind = defaultdict(list)
        for kind, value in sorted(group):
            by_kind[kind].append(value)
        rows.append(
            PersonRow(
                tuple(by_kind["id"]), tuple(by_kind["email"]), named.lead_name if named else "",
                min((one.first_seen for one in figures[at]), default=0),
                max((one.last_seen for one in figures[at]), default=0),
                sum(one.events for one in figures[at]), nets[at], newest.id if newest else 0,
                newest.delivery_id if newest else 0, newest.position if newest else 0,
            )
        )  # fmt: skip
    return tuple(rows)


def _nets(connection: Connection, number: Mapping[Identity, int]) -> defaultdict[int, int]:
    """What each of the numbered people paid less what went back, in cents."""
    nets: defaultdict[int, int] = defaultdict(int)
    paid = select(txn.c.lead_id, txn.c.lead_email, NET).where(paid_by(number))
    for lead_id, email, cents in connection.execute(paid.group_by(txn.c.lead_id, txn.c.lead_email)):
        nets[number[identity(lead_id, email)]] += int(cents or 0)
    return nets


def paid_by(names: Iterable[Identity]) -> ColumnElement[bool]:
    """Whether a transaction is one of theirs."""
    names = list(names)
    ids = [value for kind, value in names if kind == "id"]
    emails = [value for kind, value in names if kind == "email"]
    return or_(txn.c.lead_id.in_(ids), and_(NAMELESS, txn.c.lead_email.in_(emails)))
