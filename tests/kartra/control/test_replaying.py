"""Sending stored deliveries again over the control API."""

from __future__ import annotations

import asyncio
import json

import kartra.control
from faces import Answer, Request, control
from store import connect
from tests.kartra.sending.servers import shop
from tests.store.made import arrival, keep

FACE = control(kartra.control.OPERATIONS)


def test_a_search_that_is_not_understood_sends_nothing_again() -> None:
    keep(connect(), arrival(1))
    with shop() as there:
        body = json.dumps({"search": "larger:huge", "to": there.url}).encode()

        async def asked() -> Answer:
            return await FACE(Request("POST", "/api/replay", "", (("host", "127.0.0.1:1"),), body))

        answer = asyncio.run(asked())
    assert (answer.status, len(json.loads(answer.body)["problems"]), there.received) == (409, 1, [])
