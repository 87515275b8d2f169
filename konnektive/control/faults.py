"""Broken networks and servers on purpose: which faults are on."""

from __future__ import annotations

import msgspec

from faces import Answer, Asked, Operation, json_answer
from konnektive.control.schemas import schema_of
from konnektive.sandbox import shared
from konnektive.sandbox.faults import MEANINGS, Fault

ONE = {**schema_of(Fault), "additionalProperties": False}
MOST = 50
SCHEMA = {"type": "array", "items": ONE, "maxItems": MOST}


async def show(asked: Asked) -> Answer:
    return json_answer(shared().account.faults.on)


async def show_kinds(asked: Asked) -> Answer:
    return json_answer(MEANINGS)


async def replace(asked: Asked) -> Answer:
    faults = tuple(msgspec.convert(asked.body, list[Fault]))
    shared().set(faults=faults)
    return json_answer(faults)


async def add(asked: Asked) -> Answer:
    on = shared().account.faults.on
    if len(on) >= MOST:
        return json_answer({"error": f"{len(on)} faults are on already."}, 409)
    shared().set(faults=(*on, msgspec.convert(asked.body, Fault)))
    return json_answer(shared().account.faults.on)


async def clear(asked: Asked) -> Answer:
    shared().set(faults=())
    return json_answer([])


OPERATIONS = (
    Operation("GET", "/sandbox/faults", "The faults that are on.", show, answer_schema=SCHEMA),
    Operation(
        "PUT", "/sandbox/faults", "Switch these on and no others.", replace, body=SCHEMA, answer_schema=SCHEMA
    ),
    Operation(
        "POST",
        "/sandbox/faults",
        "Switch one more on.",
        add,
        body=ONE,
        answers={200: "All that are on.", 409: "Too many are on."},
        answer_schema=SCHEMA,
    ),
    Operation("DELETE", "/sandbox/faults", "Switch all off.", clear, answer_schema=SCHEMA),
    Operation(
        "GET",
        "/sandbox/faults/kinds",
        "The kinds of faults and what they do.",
        show_kinds,
        answer_schema={"type": "object", "additionalProperties": {"type": "string"}},
    ),
)
