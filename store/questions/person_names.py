"""What a person is known by: lead ids and mail addresses that events tell together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from store.search.narrowing import narrowed
from store.tables import event

Identity = tuple[str, str]
"""("id", lead_id) or ("email", address)."""


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


def groups(connection: Connection, told: Iterable[Identity]) -> dict[Identity, frozenset[Identity]]:
    """For each identity all that belong to the same person, by what events tell together."""
    known: dict[Identity, set[Identity]] = {}
    asked: set[Identity] = set()
    pairs = {pair for pair in told if names_a_person(*pair)}
    # Addresses lead to ids and ids to further addresses; people have few of either.
    for _ in range(4):
        for pair in pairs:
            _tie(known, identities(*pair))
        fresh = known.keys() - asked
        if not fresh:
            break
        asked |= fresh
        pairs = {(row.lead_id, row.lead_email) for row in connection.execute(_told_with(fresh))}
    return {one: frozenset(group) for one, group in known.items()}


def _tie(known: dict[Identity, set[Identity]], together: Sequence[Identity]) -> None:
    group = set(together).union(*(known.get(one, set()) for one in together))
    for one in group:
        known[one] = group


def _told_with(names: Iterable[Identity]) -> Select[tuple[str, str]]:
    return select(event.c.lead_id, event.c.lead_email).where(of(names)).distinct()


def of(names: Iterable[Identity]) -> ColumnElement[bool]:
    """Whether an event is about one of these."""
    names = list(names)
    ids = [value for kind, value in names if kind == "id"]
    emails = [value for kind, value in names if kind == "email"]
    return and_(*narrowed(names), or_(event.c.lead_id.in_(ids), event.c.lead_email.in_(emails)))


def everything_of(connection: Connection, named: Identity) -> frozenset[Identity]:
    """All ids and addresses of the person that one of them names."""
    pair = (named[1], "") if named[0] == "id" else ("", named[1])
    return groups(connection, [pair]).get(named, frozenset([named]))
