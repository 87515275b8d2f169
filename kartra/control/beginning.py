"""Beginning a batch over the control API, and waiting for it where that is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from faces import Answer, Asked, Request, json_answer
from faces.access import is_loopback
from kartra.sending import Reach, Sender
from kartra.sending.batch import Batch
from kartra.sending.headers import BadHeader, Pairs, sendable
from kartra.sending.here import here
from kartra.sending.planned import Planned
from kartra.sending.running import start
from kartra.sending.target import NoTarget, target
from store import connect

WAIT_SECONDS = 8.0
"""How long a caller who waits is kept; after that the batch goes on alone."""

TO = {
    "type": "string",
    "maxLength": 8_192,
    "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://.",
    "description": "Where to; the server's own bin unless said.",
}
HEADERS = {
    "type": "object",
    "maxProperties": 50,
    "propertyNames": {"pattern": "^[A-Za-z0-9-]+$", "maxLength": 100},
    "additionalProperties": {"type": "string", "maxLength": 1_000, "pattern": "^[\\x20-\\x7e]*$"},
}
SET = {
    "type": "array",
    "maxItems": 100,
    "items": {"type": "string", "maxLength": 10_000, "pattern": "^(-.|[^=:]+:?=)"},
    "description": "path=value, path:=json or -path",
}
HOW: Mapping[str, Any] = {
    "to": TO,
    "headers": HEADERS,
    "speed": {
        "type": "number",
        "minimum": 0,
        "maximum": 1e9,
        "description": "0 does not wait; 1 keeps the original spacing, 60 makes a minute of it a second.",
    },
    "follow": {"type": "boolean", "description": "Follow redirects; each hop is checked like the first."},
    "wait": {
        "type": "boolean",
        "description": f"Answer when all is sent, at most {WAIT_SECONDS:g} s later; true unless said.",
    },
}
"""How a batch is sent: properties of every body that begins one."""

_COUNT = {"type": "integer", "minimum": 0}
_COUNTS = ("total", "sent", "accepted", "not_accepted", "refused", "failed")
PROGRESS = {
    "type": "object",
    "required": ["batch", *_COUNTS, "state", "trouble"],
    "properties": {
        "batch": {"type": "string"},
        **dict.fromkeys(_COUNTS, _COUNT),
        "state": {"type": "string", "enum": ["running", "finished", "stopped"]},
        "trouble": {"type": "array", "items": {"type": "string"}},
    },
}
BEGUN = {
    200: "Everything was sent.",
    202: "It is on its way.",
    409: "It can not be made or sent so; `error` says why.",
    429: "Too many batches are under way.",
}


async def begun(asked: Asked, plan: Sequence[Planned]) -> Answer:
    """Start the batch; how far it came by the time of the answer."""
    place = target(plan[0].outgoing.url) if plan else NoTarget("There is nothing to send.")
    if isinstance(place, NoTarget):
        return wrong(place.reason)
    reach = Reach.of_environment(loopback=here().is_alone and _is_at_this_machine(asked.request))
    sender = Sender(reach, follow=asked.body.get("follow", False))
    batch = Batch(plan, sender, connect().write, speed=asked.body.get("speed", 0))
    if not start(batch):
        return json_answer({"error": BEGUN[429]}, 429)
    if asked.body.get("wait", True):
        await asyncio.wait([asyncio.wrap_future(batch.finished)], timeout=WAIT_SECONDS)
    progress = batch.progress
    return json_answer(asdict(progress), 202 if progress.state == "running" else 200)


def _is_at_this_machine(request: Request) -> bool:
    """Whether only this machine can have asked. A proxy or tunnel on it brings its own host name along."""
    try:
        host = urlsplit(f"//{request.header('host')}").hostname or ""
    except ValueError:
        return False
    return is_loopback(request.local) and (not host or is_loopback(host))


def given_headers(asked: Asked) -> Pairs | Answer:
    """The headers that the caller adds to every request."""
    headers = sendable(asked.body.get("headers", {}).items())
    return wrong(headers.reason) if isinstance(headers, BadHeader) else headers


def given_url(asked: Asked) -> str:
    """Where to send: as asked, else the bin that every server has."""
    host = asked.request.header("host") or "127.0.0.1:8501"
    return str(asked.body.get("to") or f"{asked.request.scheme}://{host}/in/kartra")


def wrong(reason: str) -> Answer:
    """Well-formed, and yet not to be done: a 409 with the reason."""
    return json_answer({"error": reason}, 409)
