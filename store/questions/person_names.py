"""What a person is known by: lead ids and mail addresses that events tell together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from store.search.narrowing import narrowed
from store.tables import event

Identity = tuple[str, str]
"""("id", lead_id) or ("email", address)."""
Pair = tuple[str, str]
"""lead_id and address, as one event tells them; either may be empty."""


@dataclass(frozen=True, slots=True)
class Told:
    """All events that tell one pair."""

    first_seen: int
    last_seen: int
    events: int
    delivery_id: int
    """The newest delivery with one."""
    newest: int
    """Id of the newest event."""
    named: int
    """Id of the newest with a name; 0 when none has."""


def names_a_person(lead_id: str, email: str) -> bool:
    """Whether these name somebody; a masked address or an unfilled placeholder does not."""
    return bool(lead_id) or is_address(email)


def is_address(email: str) -> bool:
    return "@" in email and not any(mark in email for mark in "*{}[]<> ")


def identity(lead_id: str, email: str) -> Identity:
    return ("id", lead_id) if lead_id else ("email", email)


def identities(lead_id: str, email: str) -> list[Identity]:
    """Everything that one telling names a person by."""
    return ([("id", lead_id)] if lead_id else []) + ([("email", email)] if is_address(email) else [])


def told_with(connection: Connection, names: Iterable[Identity]) -> dict[Pair, Told]:
    """What events tell of these people: of all pairs that lead from their names to others of theirs."""
    known: dict[Pair, Told] = {}
    fresh, asked = set(names), set[Identity]()
    # Addresses lead to ids and ids to further addresses; people have few of either.
    for _ in range(4):
        if not fresh:
            break
        asked |= fresh
        known |= {(row[0], row[1]): Told(*row[2:]) for row in connection.execute(_told_of(fresh))}
        fresh = {one for pair in known for one in identities(*pair)} - asked
    return known


def groups(pairs: Iterable[Pair]) -> Mapping[Identity, frozenset[Identity]]:
    """For each identity all that belong to the same person, by what is told together."""
    known: dict[Identity, set[Identity]] = {}
    for pair in pairs:
        _tie(known, identities(*pair))
    return {one: frozenset(group) for one, group in known.items()}


def _tie(known: dict[Identity, set[Identity]], together: Sequence[Identity]) -> None:
    group = set(together).union(*(known.get(one, set()) for one in together))
    for one in group:
        known[one] = group


def _told_of(names: Iterable[Identity]) -> Select[Any]:
    named = func.max(case((event.c.lead_name != "", event.c.id), else_=0))
    seen = (func.min(event.c.ts), func.max(event.c.ts), func.count())
    newest = (func.max(event.c.delivery_id), func.max(event.c.id), named)
    pair = (event.c.lead_id, event.c.lead_email)
    return select(*pair, *seen, *newest).where(of(names)).group_by(*pair)


def of(names: Iterable[Identity]) -> ColumnElement[bool]:
    """Whether an event is about one of these."""
    names = list(names)
    ids = [value for kind, value in names if kind == "id"]
    emails = [value for kind, value in names if kind == "email"]
    return and_(*narrowed(names), or_(event.c.lead_id.in_(ids), event.c.lead_email.in_(emails)))


def everything_of(connection: Connection, named: Identity) -> frozenset[Identity]:
    """All ids and addresses of the person that one of them names."""
    return groups(told_with(connection, [named])).get(named, frozenset([named]))
