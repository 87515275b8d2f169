"""Exports over the control API."""

from __future__ import annotations

import asyncio
import json

import pytest

import kartra.control
from faces import Answer, Request, control
from kartra.control.taking_along import KINDS
from store import connect
from tests.store.made import arrival, keep, sale

FACE = control(kartra.control.OPERATIONS)
REPLACED = {"jsonl": "email=1, name=1", "csv": "email=1, name=1", "har": "", "html": "name=1"}
"""What stands in each kind of file: the rows tell of the lead, the body does not."""


def ask(query: str) -> Answer:
    async def asked() -> Answer:
        return await FACE(Request("GET", "/api/export", query))

    return asyncio.run(asked())


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_is_taken_along_without_its_people(kind: str) -> None:
    keep(connect(), arrival(1, rows=sale(1)), arrival(2, rows=sale(2)))
    answer = ask(f"q=santos1&format={kind}")
    assert answer.status == 200
    assert b"person1@example.com" not in answer.body
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-replaced"] == REPLACED[kind]


def test_the_real_people_only_when_asked_for() -> None:
    keep(connect(), arrival(1, rows=sale(1)))
    assert b"person1@example.com" in ask("people=real").body
    assert ask("people=whoever").status == 400


def test_a_search_that_is_not_understood_takes_nothing_along() -> None:
    keep(connect(), arrival(1, rows=sale(1)))
    answer = ask("q=before:2026-13-01%20larger:huge")
    assert answer.status == 409
    assert [one.split()[0] for one in json.loads(answer.body)["problems"]] == ["'2026-13-01'", "'huge'"]
