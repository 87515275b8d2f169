"""What the sandbox holds, kind by kind."""

from __future__ import annotations

from itertools import islice

from faces import Answer, Asked, Field, Operation, json_answer
from konnektive.sandbox import shared
from konnektive.sandbox.account import KINDS
from konnektive.sandbox.forgetting import HELD


async def show(asked: Asked) -> Answer:
    kind = asked.path["kind"]
    if kind not in KINDS:
        return json_answer({"error": f"No kind {kind[:40]!r}; there are {', '.join(KINDS)}."}, 404)
    sandbox = shared()
    skip, limit = asked.query.get("skip", 0), asked.query.get("limit", 100)
    with sandbox.lock:
        newest_first = reversed(sandbox.account.of(kind).values())
        return json_answer(list(islice(newest_first, skip, skip + limit)))


OPERATIONS = (
    Operation(
        "GET",
        "/sandbox/state/{kind}",
        f"What the sandbox holds of a kind, newest first; beyond {HELD:,} orders the oldest are forgotten.",
        show,
        query=(
            Field("limit", "How many.", {"type": "integer", "minimum": 1, "maximum": 1000}),
            Field(
                "skip",
                "How many newer ones to pass over.",
                {"type": "integer", "minimum": 0, "maximum": 10**9},
            ),
        ),
        answers={200: "Objects, newest first.", 404: "There is no such kind."},
        answer_schema={"type": "array", "items": {"type": "object"}},
    ),
)
