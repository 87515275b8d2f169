"""What was sent from here, over the control API: batches under way and attempts recorded."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

import msgspec

from faces import Answer, Asked, Field, Operation, json_answer
from kartra.control.asking import UNAVAILABLE, answer_of
from kartra.control.beginning import PROGRESS
from kartra.sending.batch import Progress
from kartra.sending.running import find
from store.attempts import attempt_whole, attempts


async def show_batch(asked: Asked) -> Answer:
    """How far it is."""
    batch = find(asked.path["batch"])
    return json_answer(asdict(batch.progress)) if batch else _NO_BATCH


async def stop_batch(asked: Asked) -> Answer:
    """Send nothing more of it."""
    batch = find(asked.path["batch"])
    if batch is None:
        return _NO_BATCH
    batch.stop()
    progress: Progress = await asyncio.wrap_future(batch.finished)
    return json_answer(asdict(progress))


async def list_attempts(asked: Asked) -> Answer:
    """Newest first."""
    query = asked.query
    chosen = {"batch": query.get("batch"), "delivery_id": query.get("delivery"), "below": query.get("below")}
    limit = query.get("limit", 50)
    found = await answer_of(lambda connection: attempts(connection, **chosen, limit=limit))
    return found if isinstance(found, Answer) else json_answer({"attempts": found})


async def show_attempt(asked: Asked) -> Answer:
    """One attempt with what was sent and what came back."""
    text = asked.path["id"]
    if not (text.isdecimal() and text.isascii() and len(text) < 19):
        return json_answer({"error": f"{text!r} is no attempt number."}, 404)
    found = await answer_of(lambda connection: attempt_whole(connection, int(text)))
    if found is None:
        return json_answer({"error": f"There is no attempt {text}, or no longer."}, 404)
    if isinstance(found, Answer):
        return found
    whole: dict[str, Any] = msgspec.to_builtins(found.line)
    whole |= {"headers": found.headers, "answer_headers": found.answer_headers}
    return json_answer(whole | {"body": found.body.decode("utf-8", "replace")})


_NO_BATCH = json_answer({"error": "There is no such batch, or no longer."}, 404)
_INTEGER = {"type": "integer"}
_POSITIVE = {"type": "integer", "minimum": 1, "maximum": (1 << 63) - 1}
ATTEMPT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "batch", "trigger", "sent_at", "method", "url", "status", "error"],
    "properties": {
        "id": _INTEGER,
        "batch": {"type": "string"},
        "trigger": {"type": "string"},
        "delivery_id": {"type": ["integer", "null"], "description": "The delivery that was sent again."},
        "parent_id": {"type": ["integer", "null"], "description": "The attempt that was repeated."},
        "sent_at": {"type": "integer", "description": "UTC milliseconds."},
        "status": {"type": ["integer", "null"], "description": "Null when nothing was answered."},
        "elapsed_us": {"type": ["integer", "null"]},
        "error": {"type": "string"},
    },
}
_LIST = {
    "type": "object",
    "required": ["attempts"],
    "properties": {"attempts": {"type": "array", "items": ATTEMPT}},
}

OPERATIONS = (
    Operation("GET", "/batches/{batch}", "How far a batch is.", show_batch, answer_schema=PROGRESS),
    Operation(
        "POST", "/batches/{batch}/stop", "Send nothing more of a batch.", stop_batch, answer_schema=PROGRESS
    ),
    Operation(
        "GET",
        "/attempts",
        "What was sent from here, newest first.",
        list_attempts,
        query=(
            Field("batch", "Only of that batch."),
            Field("delivery", "Only of that stored delivery.", _POSITIVE),
            Field("below", "Only lower numbers.", _POSITIVE),
            Field("limit", "How many at most; 50 unless said.", {**_INTEGER, "minimum": 1, "maximum": 500}),
        ),
        answers={200: "Attempts.", **UNAVAILABLE},
        answer_schema=_LIST,
    ),
    Operation(
        "GET",
        "/attempts/{id}",
        "One attempt, whole.",
        show_attempt,
        answers={200: "The attempt.", **UNAVAILABLE},
        answer_schema=ATTEMPT,
    ),
)
