"""From events or NDJSON lines to the leads and transactions tables, in one pass and little memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

import msgspec
import pyarrow as pa

from kartra.event import Event, Problem
from kartra.lead import Lead
from kartra.moment import EST, moment
from kartra.tables.people import People
from kartra.tables.transactions import TransactionRow, TransactionRows
from kartra.tables.written import written
from kartra.transaction import MONEY_ACTIONS, is_transaction
from privacy import redacted_body, redacted_json


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a set of events comes to."""

    leads: pa.Table
    transactions: pa.Table
    told: int
    """How many events there were."""
    nameless: int
    """Events that name nobody and so belong to no lead."""
    problems: tuple[Problem, ...] = ()


class _Envelope(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """An outbound event in its plain form; anything else is read the careful way."""

    action: str
    lead: msgspec.Raw
    action_details: msgspec.Raw


class _Head(msgspec.Struct, gc=False):
    """Who a lead is; the rest is skipped without making objects of it."""

    id: Any = None
    email: Any = None


class _Money(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    transaction_details: msgspec.Raw


Slow = Callable[[bytes, int], tuple[Iterable[Event], Iterable[Problem]]]
"""Reads what the fast path refuses: one line and its number to events and problems."""


class Gathering:
    """Takes events one by one and gives the tables of all of them."""

    def __init__(self, within: tzinfo = EST) -> None:
        self.people = People()
        self.transactions = TransactionRows(within)
        self.told = 0
        self.nameless = 0
        self._problems: list[Problem] = []
        self._envelope = msgspec.json.Decoder(_Envelope).decode
        self._head = msgspec.json.Decoder(_Head).decode
        self._money = msgspec.json.Decoder(_Money).decode

    def lines(self, lines: Iterable[bytes], slow: Slow) -> None:
        """Take NDJSON; a line that is no plain outbound event goes to `slow`."""
        for number, line in enumerate(lines, 1):
            if not self._fast(line, number, None) and line.strip():
                self._slowly(line, number, slow, None)

    def take(self, data: bytes, number: int, slow: Slow, told: int | None = None) -> None:
        """Take one body, received at `told` (UTC ms) where that is known."""
        if not self._fast(data, number, told):
            self._slowly(data, number, slow, told)

    def _slowly(self, data: bytes, number: int, slow: Slow, told: int | None) -> None:
        events, problems = slow(data, number)
        self._problems.extend(problems)
        for event in events:
            self.event(event, told)

    def _fast(self, data: bytes, number: int, received: int | None) -> bool:
        try:
            told = self._envelope(data)
            head = self._head(told.lead)
            details = None
            if told.action in MONEY_ACTIONS:
                raw = self._money(told.action_details).transaction_details
                details = self.transactions.shape.decode(redacted_body(bytes(raw)))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return False
        self.told += 1
        person = self.people.meet(head.id, head.email, bytes(told.lead), told=received)
        if person is None:
            self.nameless += 1
        if details is not None:
            row = TransactionRow(number, "outbound", told.action, details, head.id, head.email, person)
            self.transactions.add(row)
        return True

    def event(self, event: Event, told: int | None = None) -> None:
        """Take one event that was read already; its envelope may say when it was received."""
        lead = Lead.of(event)
        details = None
        if is_transaction(event):
            details = self.transactions.shape.taken(redacted_json(event.details))
        self.told += 1
        fields = dict(lead.fields)
        partly = event.surface == "ipn" or not event.lead
        if partly and "phone_number" in fields:
            fields["phone"] = fields.pop("phone_number")
        head = _Head(fields.get("id"), fields.get("email"))
        said = moment(event.received_at).ms
        when = told if said is None else said
        encoded = written(fields)
        person = self.people.meet(head.id, head.email, encoded, told=when, partly=partly)
        if person is None:
            self.nameless += 1
        if details is not None:
            row = TransactionRow(
                event.line, event.surface, event.action or "", details, head.id, head.email, person
            )
            self.transactions.add(row)

    def tables(self) -> Gathered:
        """The tables of all that was taken."""
        with _without_collections():
            transactions = self.transactions.table()
            people = self.people.table()
        return Gathered(people, transactions, self.told, self.nameless, tuple(self._problems))


@contextmanager
def _without_collections() -> Iterator[None]:
    # Rows become columns through many short-lived tuples without cycles; looking for some takes a third more.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
