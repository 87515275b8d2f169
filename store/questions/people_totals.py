"""What all people together come to, over exactly those that the pages list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from store.questions.people import Asked, conditions
from store.questions.person import NET
from store.questions.person_names import Identity, identities
from store.tables import event, txn


@dataclass(frozen=True, slots=True)
class PeopleTotals:
    """What all people together come to who are asked for."""

    people: int
    events: int
    revenue_cents: int


def totals(connection: Connection, asked: Asked) -> PeopleTotals:
    """The totals over exactly the people that the pages list."""
    wanted = conditions(connection, asked)
    pair = (event.c.lead_id, event.c.lead_email)
    counts = connection.execute(select(*pair, func.count()).group_by(*pair)).all()
    every = _united((id_, email) for id_, email, _ in counts)
    matching_pairs = connection.execute(select(*pair).where(*wanted).distinct()) if wanted else None
    chosen = set(every.values()) if matching_pairs is None else _chosen(matching_pairs, every)
    events = sum(n for id_, email, n in counts if _root(every, id_, email) in chosen)
    sums = connection.execute(
        select(txn.c.lead_id, txn.c.lead_email, NET).group_by(txn.c.lead_id, txn.c.lead_email)
    )
    cents = sum(int(net or 0) for id_, email, net in sums if _root(every, id_, email) in chosen)
    return PeopleTotals(len(chosen), events, cents)


def chosen_people(connection: Connection, asked: Asked) -> set[Identity]:
    """Every id and address of the people asked for."""
    pairs = select(event.c.lead_id, event.c.lead_email).distinct()
    every = _united((id_, email) for id_, email in connection.execute(pairs))
    found = connection.execute(pairs.where(*conditions(connection, asked)))
    chosen = _chosen(((id_, email) for id_, email in found), every)
    return {one for one, root in every.items() if root in chosen}


def _united(pairs: Iterable[tuple[str, str]]) -> dict[Identity, Identity]:
    """Each identity -> the one that stands for its person."""
    above: dict[Identity, Identity] = {}

    def root(one: Identity) -> Identity:
        while (parent := above.setdefault(one, one)) != one:
            above[one] = above[parent]
            one = parent
        return one

    for id_, email in pairs:
        named = identities(id_, email)
        for other in named[1:]:
            above[root(other)] = root(named[0])
        for one in named[:1]:
            root(one)
    return {one: root(one) for one in list(above)}


def _root(every: dict[Identity, Identity], lead_id: str, email: str) -> Identity | None:
    named = identities(lead_id, email)
    return every.get(named[0]) if named else None


def _chosen(pairs: Iterable[tuple[str, str]], every: dict[Identity, Identity]) -> set[Identity]:
    return {every[named[0]] for id_, email in pairs if (named := identities(id_, email))}
