"""The sandbox's traffic on its way to the store: what can not be written holds nothing else up."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from typing import Self

import pytest
from sqlalchemy import Connection

import store
from konnektive.sandbox import Answered, Sandbox, shared
from konnektive.sandbox.recording import Recorder
from konnektive.sandbox.sandbox import Happened
from store.questions.traffic import kept_calls, latest_traffic
from tests.konnektive.sandbox.selling import NOON, lead

TOO_LARGE = Answered("SUCCESS", {}, revenue=10**24, sold="order")


def record(crm: Sandbox, answered: Answered) -> None:
    """Tell the recorder of a call that was answered so."""
    for listener in crm.listeners:
        if isinstance(listener, Recorder):
            listener(Happened("order/import", {}, answered, NOON, 7, "http", ""))


def recorded_endpoints() -> list[str]:
    with store.connect().reading() as connection:
        visits = latest_traffic(connection)
        return [one.endpoint for visit in visits[::-1] for one in kept_calls(connection, visit.id)]


def test_a_call_that_can_not_be_written_is_lost_alone(caplog: pytest.LogCaptureFixture) -> None:
    crm = shared()
    kept_in = store.connect()
    with caplog.at_level(logging.ERROR):
        lead(crm)
        record(crm, TOO_LARGE)
        lead(crm, emailAddress="other@example.com")
        store.close_all()
    assert (kept_in.lost, len(caplog.records)) == (1, 1)
    assert "order/import could not be written: OverflowError" in kept_in.lost_why
    assert recorded_endpoints() == ["leads/import", "leads/import"]


class Unwritable:
    """A change that fails after those before it in its transaction."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        raise ValueError("not to be written")


def test_calls_outlive_a_transaction_that_something_else_broke() -> None:
    lead(shared())
    store.connect().later(Unwritable())
    store.close_all()
    assert recorded_endpoints() == ["leads/import"]


def test_closing_ends_though_the_database_is_held_by_somebody_else() -> None:
    lead(shared())
    kept_in = store.connect()
    other = sqlite3.connect(str(kept_in.file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept_in.close()
    other.close()
    assert kept_in.trouble and kept_in.lost
