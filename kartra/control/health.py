"""Whether the process is well, over the control API."""

from __future__ import annotations

import asyncio

import msgspec
from sqlalchemy.exc import DBAPIError

from faces import Answer, Asked, Operation, json_answer
from kartra.control.asking import UNAVAILABLE
from store import connect
from store.health import health

_HEALTH = {
    "type": "object",
    "required": ["ok"],
    "properties": {
        "ok": {"type": "boolean"},
        "lost": {"type": "integer", "description": "What this process could not keep since its start."},
        "lost_why": {"type": "string", "description": "Why the latest of it was not kept."},
    },
}


async def show_health(asked: Asked) -> Answer:
    """Whether things can be kept and read, and how much there is."""
    try:
        found = await asyncio.to_thread(health, connect())
    except DBAPIError as wrong:
        return json_answer({"error": str(wrong.orig)}, 503)
    if not found.ok:
        return json_answer({"error": found.trouble}, 503)
    return json_answer(msgspec.to_builtins(found))


OPERATIONS = (
    Operation(
        "GET",
        "/health",
        "Whether everything that arrives can be kept.",
        show_health,
        answers={200: "All is well.", **UNAVAILABLE},
        answer_schema=_HEALTH,
    ),
)
