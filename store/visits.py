"""Recorded visits, call by call or whole: rows, steps, outcome and roll-ups in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, Self

import msgspec
from msgspec.structs import astuple, replace
from sqlalchemy import Connection

from store.bulk import fetched, insert_rows
from store.dialect import add, next_ids
from store.latency import bucket
from store.moment import day_of
from store.shortened import LONGEST, LONGEST_ALONE, shortened, without_zeros
from store.tables import STEPS, call, roll, roll_latency, visit


class VisitFacts(msgspec.Struct, frozen=True, gc=False):
    """What is known about a visit; an empty field says nothing and changes nothing."""

    session_id: str = ""
    source: str = "walk"
    """`walk`, `http`, `simulated` or `sample`."""
    campaign_id: str = ""
    aff_id: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    device: str = ""
    order_id: str = ""
    outcome: str = ""
    """`sold`, `declined`, `paypal_unconfirmed`, `lead` or `abandoned`; no later call takes a sale back."""


class CallFacts(msgspec.Struct, frozen=True, gc=False):
    """One call to the CRM, redacted."""

    endpoint: str
    """Its path, as `landers/clicks/import`."""
    ts: int
    """UTC ms, when it was sent."""
    page_type: str = ""
    elapsed_us: int = 0
    result: str = ""
    """`SUCCESS`, `ERROR`, `MERC_REDIRECT`; empty when nothing came back."""
    reason: str = ""
    request: str = "{}"
    """JSON."""
    response: str = "{}"
    """JSON."""
    fault: str = ""
    steps: tuple[str, ...] = ()
    """Which of a visit's steps this call reaches: `t_presell` ... `t_thankyou`."""
    revenue_cents: int = 0
    """What this call sold."""
    upsells: int = 0
    """How many upsells this call sold."""


class RecordedCall(msgspec.Struct, frozen=True, gc=False):
    """A call as it was made; the visit it belongs to is made or brought up to date."""

    key: str
    """Tells this visit from every other ever recorded."""
    call: CallFacts
    visit: VisitFacts = VisitFacts()

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """The visits' ids."""
        return _keep(connection, [(one.key, one.visit, (one.call,)) for one in changes])


class RecordedVisit(msgspec.Struct, frozen=True):
    """A visit with all its calls."""

    key: str
    visit: VisitFacts
    calls: tuple[CallFacts, ...]

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """The visits' ids."""
        return _keep(connection, [(one.key, one.visit, one.calls) for one in changes])


ACCEPTED = ("SUCCESS", "MERC_REDIRECT")
"""The results of a call that did what it was made for."""

_CALL = tuple(column.name for column in call.c)
_VISIT = tuple(column.name for column in visit.c)
_VALUES = itemgetter(*_VISIT)
_FACTS = VisitFacts.__struct_fields__
_Recorded = tuple[str, VisitFacts, tuple[CallFacts, ...]]
_Row = dict[str, Any]


def _keep(connection: Connection, told: Sequence[_Recorded]) -> list[object]:
    recorded = [
        (shortened(key, LONGEST_ALONE), facts, tuple(map(_short, calls))) for key, facts, calls in told
    ]
    before = _known(connection, {key for key, _, _ in recorded})
    after = {key: dict(row) for key, row in before.items()}
    _number_new(connection, recorded, after)
    rows = [row for key, facts, calls in recorded for row in _fold(after[key], facts, calls)]
    insert_rows(connection, "visit", _VISIT, list(map(_VALUES, after.values())), _REPLACE)
    ids = next_ids(connection, call, len(rows))
    insert_rows(connection, "call", _CALL, [(id_, *row) for id_, row in zip(ids, rows, strict=True)])
    add(connection, roll, _counts(before, after, recorded))
    add(connection, roll_latency, _latencies(recorded))
    return [after[key]["id"] for key, _, _ in recorded]


def _short(one: CallFacts) -> CallFacts:
    if len(one.endpoint) <= LONGEST and "\0" not in one.endpoint + one.page_type + one.reason:
        return one
    page_type, reason = without_zeros(one.page_type), without_zeros(one.reason)
    return replace(one, endpoint=shortened(one.endpoint), page_type=page_type, reason=reason)


def _known(connection: Connection, keys: Iterable[str]) -> dict[str, _Row]:
    # No other process may change these rows until ours are written; SQLite has one writer anyway.
    lock = "" if connection.dialect.name == "sqlite" else " FOR UPDATE"
    wanted, known = sorted(keys), {}
    for at in range(0, len(wanted), _AT_ONCE):
        some = tuple(wanted[at : at + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        for row in fetched(connection, f"{_SELECT} WHERE key IN ({marks}){lock}", some):
            found = dict(zip(_VISIT, row, strict=True))
            known[found["key"]] = found
    return known


_AT_ONCE = 256
_SELECT = f"SELECT {', '.join(_VISIT)} FROM visit"  # noqa: S608


def _number_new(connection: Connection, recorded: Sequence[_Recorded], rows: dict[str, _Row]) -> None:
    new = list(dict.fromkeys(key for key, _, _ in recorded if key not in rows))
    for key, id_ in zip(new, next_ids(connection, visit, len(new)), strict=True):
        rows[key] = _NEW | {"id": id_, "key": key}


_NEW: _Row = {
    **dict.fromkeys(_VISIT, ""), "started_at": 0, "ended_at": 0, "day": 0, "outcome": "abandoned",
    "revenue_cents": 0, "upsells": 0, "calls": 0, "refused": 0, **dict.fromkeys(STEPS),
}  # fmt: skip


def _fold(row: _Row, facts: VisitFacts, calls: Sequence[CallFacts]) -> list[tuple[Any, ...]]:
    """Bring the visit's row up to date; returns the rows of the calls, all but their ids."""
    for name, value in zip(_FACTS, astuple(facts), strict=True):
        if value and not (name == "outcome" and row["outcome"] == "sold"):
            row[name] = shortened(value)
    return [_fold_call(row, one) for one in calls]


def _fold_call(row: _Row, one: CallFacts) -> tuple[Any, ...]:
    row["calls"] += 1
    # A call without an answer has failed its visit as much as one that was refused.
    row["refused"] += one.result not in ACCEPTED
    row["revenue_cents"] += one.revenue_cents
    row["upsells"] += one.upsells
    row["started_at"] = min(row["started_at"] or one.ts, one.ts)
    row["ended_at"] = max(row["ended_at"], one.ts)
    row["day"] = day_of(row["started_at"])
    for step in one.steps:
        row[step] = one.ts if row[step] is None else min(row[step], one.ts)
    return (
        row["id"], row["calls"], one.endpoint, one.page_type, one.ts, one.elapsed_us,
        one.result, one.reason, one.fault, one.request, one.response,
    )  # fmt: skip


_REPLACE = "ON CONFLICT (key) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _VISIT if name not in ("id", "key")
)


def _counts(
    before: dict[str, _Row], after: dict[str, _Row], recorded: Sequence[_Recorded]
) -> dict[tuple[Any, ...], tuple[int, ...]]:
    counts: Counter[tuple[int, str, str]] = Counter()
    for row in before.values():
        counts[row["day"], f"visit.{row['source']}", row["outcome"]] -= 1
    for row in after.values():
        counts[row["day"], f"visit.{row['source']}", row["outcome"]] += 1
    calls = Counter(
        (day_of(one.ts), facts.source or after[key]["source"], one.endpoint, one.result)
        for key, facts, calls in recorded
        for one in calls
    )
    for (day, source, endpoint, result), n in calls.items():
        counts[day, f"call.{source}", f"{endpoint} {result}".strip()] += n
    return {key: (n,) for key, n in counts.items() if n}


def _latencies(recorded: Sequence[_Recorded]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    counts = Counter(
        (day_of(one.ts), one.endpoint, bucket(one.elapsed_us)) for _, _, calls in recorded for one in calls
    )
    return {key: (n,) for key, n in counts.items()}
