"""Health over the control API: what could not be kept is told, not only counted."""

from __future__ import annotations

import asyncio

import msgspec

import store
from faces import Asked, Request
from kartra.control.health import show_health


def test_health_tells_what_was_lost_and_why() -> None:
    store.connect().lose("A call to order/import could not be written: it is too large.")
    told = msgspec.json.decode(asyncio.run(show_health(Asked({}, {}, None, Request("GET", "")))).body)
    assert (told["ok"], told["lost"]) == (True, 1)
    assert told["lost_why"] == "A call to order/import could not be written: it is too large."
