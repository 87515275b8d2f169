"""The sandbox's clock: hold it, let it go, move it on and bill what falls due."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import msgspec

from faces import Answer, Asked, Operation, json_answer
from konnektive.control.resetting import STANDING, standing
from konnektive.sandbox import shared
from konnektive.sandbox.billing import Billed
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.soundness import END

LONGEST_DAYS = 3660
BILLED = {
    "type": "object",
    "required": ["approved", "declined", "recovered", "revenue", "clock"],
    "properties": {
        "approved": {"type": "integer"},
        "declined": {"type": "integer"},
        "recovered": {"type": "integer"},
        "revenue": {"type": "integer", "description": "Cents."},
        "clock": {"type": "string"},
    },
}


async def hold(asked: Asked) -> Answer:
    moment = parsed(asked.body["at"]) if asked.body["at"] is not None else None
    if moment is not None and not 0 <= moment < END:
        return json_answer({"error": "at is not a time between 1970 and 2100."}, 409)
    shared().set_clock(moment)
    return json_answer(standing(shared()))


def parsed(text: str) -> int:
    """UTC ms of an ISO 8601 time, taken as UTC where it names no zone; -1 for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return -1


async def advance(asked: Asked) -> Answer:
    if shared().account.clock.shown() + asked.body["days"] * DAY >= END:
        return json_answer({"error": "The clock would pass the year 2100."}, 409)
    billed: Billed = await asyncio.to_thread(shared().advance, asked.body["days"] * DAY)
    told = msgspec.structs.asdict(billed)
    return json_answer({**told, "clock": standing(shared())["clock"]})


OPERATIONS = (
    Operation(
        "PUT",
        "/sandbox/clock",
        "Hold the clock at a time (ISO 8601), or let it keep to the real day (null).",
        hold,
        body={
            "type": "object",
            "required": ["at"],
            "additionalProperties": False,
            "properties": {"at": {"type": ["string", "null"], "examples": ["2026-11-01T00:00:00Z"]}},
        },
        answers={200: "Done.", 409: "It is not a time that the clock can show."},
        answer_schema=STANDING,
    ),
    Operation(
        "POST",
        "/sandbox/clock/advance",
        "Move the clock on by days, billing each cycle on its own day.",
        advance,
        body={
            "type": "object",
            "required": ["days"],
            "additionalProperties": False,
            "properties": {"days": {"type": "integer", "minimum": 0, "maximum": LONGEST_DAYS}},
        },
        answers={200: "What was billed.", 409: "The clock would pass its end."},
        answer_schema=BILLED,
    ),
)
