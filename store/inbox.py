"""The inbox's questions: a page of deliveries, one delivery whole, facets, how many are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from store.questions.person_names import of
from store.search import FIELDS, Query, bounded, matching, parsed
from store.search.conditions import conditions
from store.search.grammar import Problem, Term
from store.search.matching import Between
from store.tables import delivery, event, mark

_LISTED = tuple(column for column in delivery.c if column.name not in ("body", "headers", "words", "dkey"))
FACETED = 1_000
"""Facets count among that many of the newest matches."""


class EventLine(msgspec.Struct, frozen=True):
    """An event as the list shows it."""

    id: int
    delivery_id: int
    position: int
    ts: int
    surface: str
    action: str
    lead_id: str
    lead_email: str
    lead_name: str
    subject: str
    amount_cents: int | None
    findings: tuple[str, ...]


class Line(msgspec.Struct, frozen=True):
    """A delivery as the list shows it."""

    id: int
    bin: str
    received_at: int
    method: str
    path: str
    query: str
    remote: str
    content_type: str
    size: int
    dup_of: int | None
    ok: bool
    idempotency_key: str | None
    events: tuple[EventLine, ...]
    pinned: bool
    note: str
    tags: tuple[str, ...]


class Whole(msgspec.Struct, frozen=True):
    """A delivery with what came in it."""

    line: Line
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Page(msgspec.Struct, frozen=True):
    """Some deliveries, newest first."""

    lines: tuple[Line, ...]
    next_below: int | None
    """Where the next page starts; none on the last one."""


def query_of(text: str) -> tuple[Query, tuple[Problem, ...]]:
    """A search text taken apart, with what could not be used of it."""
    # PostgreSQL knows no zero character in text.
    query, problems = bounded(parsed(text.replace("\0", ""), FIELDS))
    return query, (*problems, *conditions(query).problems)


def page(connection: Connection, query: Query, *, below: int | None = None, limit: int = 50) -> Page:
    """The newest matches under `below`."""
    found = (
        connection.execute(matching(connection, query, Between(below=below)).limit(limit + 1)).scalars().all()
    )
    shown = list(found[:limit])
    return Page(lines(connection, shown), shown[-1] if len(found) > limit else None)


def lines(connection: Connection, ids: Sequence[int]) -> tuple[Line, ...]:
    """Those deliveries in that order; what is no longer there is left out."""
    rows = {row.id: row for row in connection.execute(select(*_LISTED).where(delivery.c.id.in_(ids)))}
    marks = {
        row.delivery_id: row for row in connection.execute(select(mark).where(mark.c.delivery_id.in_(ids)))
    }
    events: dict[int, list[EventLine]] = {}
    found = select(event).where(event.c.delivery_id.in_(ids)).order_by(event.c.delivery_id, event.c.position)
    for row in connection.execute(found).mappings():
        values = {name: row[name] for name in EventLine.__struct_fields__}
        events.setdefault(row["delivery_id"], []).append(
            EventLine(**values | {"findings": tuple(row["findings"].split())})
        )
    return tuple(_line(rows[id_], events.get(id_, ()), marks.get(id_)) for id_ in ids if id_ in rows)


def _line(row: Row[Any], events: Sequence[EventLine], marked: Row[Any] | None) -> Line:
    values = dict(row._mapping)
    values["ok"] = bool(values["ok"])
    return Line(
        **values,
        events=tuple(events),
        pinned=bool(marked and marked.pinned),
        note=marked.note if marked else "",
        tags=tuple(marked.tags.split()) if marked else (),
    )


def one(connection: Connection, id_: int) -> Whole | None:
    """That delivery with headers and body; none when there is no such, or no longer."""
    row = connection.execute(
        select(delivery.c.headers, delivery.c.body).where(delivery.c.id == id_)
    ).one_or_none()
    if row is None:
        return None
    pairs = msgspec.json.decode(row.headers, type=tuple[tuple[str, str], ...])
    return Whole(lines(connection, [id_])[0], pairs, bytes(row.body))


def neighbours(connection: Connection, query: Query, id_: int) -> tuple[int | None, int | None]:
    """The next newer and the next older match, as one leafs through what a search finds."""
    older = connection.execute(matching(connection, query, Between(below=id_)).limit(1)).scalar()
    newer = connection.execute(matching(connection, query, Between(above=id_), rising=True).limit(1)).scalar()
    return newer, older


def of_lead(connection: Connection, email: str, lead_id: str, limit: int = 50) -> tuple[Line, ...]:
    """The newest deliveries about one person, by address or number; none when neither is told."""
    names = [one for one in (("email", email), ("id", lead_id)) if one[1]]
    if not names:
        return ()
    ids = select(event.c.delivery_id).where(of(names)).distinct()
    found = connection.execute(ids.order_by(event.c.delivery_id.desc()).limit(limit))
    return lines(connection, list(found.scalars()))


def alike_before(connection: Connection, line: Line) -> int | None:
    """The delivery before that tells of the same action; what it repeats, when it repeats one."""
    if line.dup_of or not line.events or not line.events[0].action:
        return line.dup_of
    same = Query((Term("action", line.events[0].action, quoted=True),))
    return connection.execute(matching(connection, same, Between(below=line.id)).limit(1)).scalar()


def newest(connection: Connection) -> int:
    """The highest delivery id; 0 when nothing has arrived."""
    return connection.execute(select(func.max(delivery.c.id))).scalar() or 0


def arrived_since(connection: Connection, query: Query, id_: int, limit: int = 1_000) -> int:
    """How many matches are newer than that one, counted to a limit."""
    newer = matching(connection, query, Between(above=id_)).limit(limit).subquery()
    return connection.execute(select(func.count()).select_from(newer)).scalar() or 0


def facets(connection: Connection, query: Query) -> dict[str, Counter[str]]:
    """How many of the newest matches each value would leave, by field of the grammar."""
    ids = connection.execute(matching(connection, query).limit(FACETED)).scalars().all()
    told = select(event.c.delivery_id, event.c.action, event.c.surface, event.c.findings)
    came = select(delivery.c.id, delivery.c.bin, delivery.c.method).where(delivery.c.id.in_(ids))
    events = connection.execute(told.where(event.c.delivery_id.in_(ids))).all()
    rows = connection.execute(came).all()
    return {
        "action": _counted((row.delivery_id, row.action) for row in events),
        "surface": _counted((row.delivery_id, row.surface) for row in events),
        "finding": _counted((row.delivery_id, code) for row in events for code in row.findings.split()),
        "bin": _counted((row.id, row.bin) for row in rows),
        "method": _counted((row.id, row.method) for row in rows),
    }


def _counted(told: Iterable[tuple[int, str]]) -> Counter[str]:
    # A delivery is found once, however many of its events tell the value.
    return Counter(value for _, value in set(told) if value)


def wholes(connection: Connection, query: Query, limit: int) -> Iterator[Whole]:
    """What the query finds, whole, newest first, up to the limit."""
    below: int | None = None
    left = limit
    while left > 0:
        found = page(connection, query, below=below, limit=min(left, 200))
        for line in found.lines:
            whole = one(connection, line.id)
            if whole is not None:
                yield whole
        left -= len(found.lines)
        if found.next_below is None:
            return
        below = found.next_below
