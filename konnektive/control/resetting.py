"""The sandbox as a whole: how it stands, reset, seed, snapshot, restore, strictness."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from faces import Answer, Asked, Operation, json_answer
from konnektive.sandbox import Sandbox, shared
from konnektive.sandbox.account import KINDS
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.identifiers import GREATEST_SEED

SNAPSHOT_LIMIT = 256 << 20
"""Bytes of a snapshot: all that the sandbox holds before it forgets the oldest comes to about 150 MB."""
SEED = {"type": "integer", "minimum": 0, "maximum": GREATEST_SEED}
STANDING = {
    "type": "object",
    "required": ["seed", "strict", "clock", "clockIsSet", "holds", "forgotten", "faults"],
    "properties": {
        "seed": {"type": "integer"},
        "strict": {"type": "boolean"},
        "clock": {"type": "string"},
        "clockIsSet": {"type": "boolean"},
        "holds": {"type": "object", "additionalProperties": {"type": "integer"}},
        "forgotten": {"type": "integer", "description": "Objects that made room for newer ones."},
        "faults": {"type": "array", "items": {"type": "string"}},
    },
}


def standing(sandbox: Sandbox) -> dict[str, Any]:
    """How the sandbox stands, in a few values."""
    account = sandbox.account
    return {
        "seed": account.ids.seed,
        "strict": account.strict,
        "clock": stamp(account.clock.shown()),
        "clockIsSet": account.clock.set_at is not None,
        "holds": {kind: len(account.of(kind)) for kind in KINDS},
        "forgotten": account.forgotten,
        "faults": [one.words for one in account.faults.on],
    }


async def show(asked: Asked) -> Answer:
    return json_answer(standing(shared()))


async def reset(asked: Asked) -> Answer:
    seed = (asked.body or {}).get("seed")
    await asyncio.to_thread(lambda: shared().reset(seed=seed))
    return json_answer(standing(shared()))


async def snapshot(asked: Asked) -> Answer:
    taken = await asyncio.to_thread(shared().snapshot)
    return Answer(200, taken, {"content-type": "application/json"})


async def restore(asked: Asked) -> Answer:
    wrong = await asyncio.to_thread(lambda: shared().restore(msgspec.json.encode(asked.body)))
    return json_answer({"error": wrong}, 409) if wrong else json_answer(standing(shared()))


async def set_strictness(asked: Asked) -> Answer:
    shared().set(strict=asked.body["strict"])
    return json_answer(standing(shared()))


_SEED_BODY = {"type": "object", "properties": {"seed": SEED}, "additionalProperties": False}
_SNAPSHOT = {
    "type": "object",
    "required": ["settings", "objects"],
    "properties": {"settings": {"type": "object"}, "objects": {"type": "object"}},
}

OPERATIONS = (
    Operation("GET", "/sandbox", "How the sandbox stands.", show, answer_schema=STANDING),
    Operation(
        "POST",
        "/sandbox/reset",
        "Forget every buyer; the same calls then give the same answers again.",
        reset,
        body=_SEED_BODY,
        body_required=False,
        answer_schema=STANDING,
    ),
    Operation(
        "POST",
        "/sandbox/seed",
        "Reset, and draw ids from this seed from now on.",
        reset,
        body={**_SEED_BODY, "required": ["seed"]},
        answer_schema=STANDING,
    ),
    Operation(
        "GET",
        "/sandbox/snapshot",
        "Everything the sandbox holds, to be restored later.",
        snapshot,
        answer_schema=_SNAPSHOT,
    ),
    Operation(
        "POST",
        "/sandbox/restore",
        f"Put a snapshot of up to {SNAPSHOT_LIMIT >> 20} MiB in place of what the sandbox holds.",
        restore,
        body=_SNAPSHOT,
        answers={200: "Restored.", 409: "It is not a snapshot of this version."},
        answer_schema=STANDING,
    ),
    Operation(
        "PUT",
        "/sandbox/strictness",
        "As the CRM (false), or refuse what the documentation forbids (true).",
        set_strictness,
        body={
            "type": "object",
            "required": ["strict"],
            "properties": {"strict": {"type": "boolean"}},
            "additionalProperties": False,
        },
        answer_schema=STANDING,
    ),
)
