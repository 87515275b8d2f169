"""Deliveries over the control API."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import kartra.control
from faces import Request, control
from store import connect
from tests.store.made import arrival, keep, sale

FACE = control(kartra.control.OPERATIONS)


def listed(query: str) -> tuple[int, Any]:
    async def asked() -> tuple[int, Any]:
        answer = await FACE(Request("GET", "/api/deliveries", query))
        return answer.status, json.loads(answer.body)

    return asyncio.run(asked())


def test_what_a_search_finds_is_listed() -> None:
    keep(connect(), arrival(1, rows=sale(1)), arrival(2, rows=sale(2)))
    status, told = listed("q=santos2")
    assert (status, [one["id"] for one in told["deliveries"]], told["next_below"]) == (200, [2], None)


def test_a_search_that_is_not_understood_lists_nothing() -> None:
    keep(connect(), arrival(1))
    status, told = listed("q=after:99999999999999d")
    assert (status, len(told["problems"])) == (409, 1)
    assert "99999999999999d" in told["error"]
