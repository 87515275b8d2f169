"""Making events happen over the control API."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from faces import Answer, Asked, Operation, json_answer
from kartra.control.beginning import BEGUN, HOW, PROGRESS, SET, begun, given_headers, given_url, wrong
from kartra.generation import EDITIONS, KINDS, Callback, Unfit
from kartra.generation.dates import EARLIEST, LATEST
from kartra.generation.shop import PRODUCTS
from kartra.generation.words import meaning
from kartra.lifecycles import MUTATIONS, lifecycles
from kartra.lifecycles.scenario_file import LARGEST
from kartra.lifecycles.wanted import MOST, Wanted, callbacks
from kartra.sending.planned import of_callbacks
from store.moment import now_ms

PREVIEWED = 200
"""Requests that a preview shows whole."""

WANTED: dict[str, Any] = {
    "action": {"type": "string", "enum": list(KINDS)},
    "lifecycle": {"type": "string", "enum": list(lifecycles())},
    "scenario": {
        "type": "string",
        "minLength": 1,
        "maxLength": LARGEST,
        "description": "A story of your own, YAML or JSON.",
    },
    "set": SET,
    "mutate": {"type": "array", "maxItems": 100, "items": {"type": "string", "enum": list(MUTATIONS)}},
    "repeat": {"type": "integer", "minimum": 1, "maximum": MOST},
    "seed": {"type": ["integer", "string"], "description": "The same seed makes the same events."},
    "edition": {"type": "string", "enum": list(EDITIONS)},
    "product": {"type": "string", "enum": [one.name for one in PRODUCTS]},
    "billing": {"type": "string", "enum": ["once", "subscription", "trial", "instalments"]},
    "email": {"type": "string", "maxLength": 254, "description": "Of the person it happens to."},
    "at": {
        "type": "integer",
        "minimum": EARLIEST,
        "maximum": LATEST,
        "description": "UTC milliseconds of the last event; now unless said.",
    },
}


async def show_catalogue(asked: Asked) -> Answer:
    """What can happen."""
    stories = [
        {"name": name, "title": story.title, "says": story.says} for name, story in lifecycles().items()
    ]
    mutations = [{"name": each.name, "says": each.says} for each in MUTATIONS.values()]
    events = [{"name": kind, "says": meaning(kind)} for kind in KINDS]
    return json_answer({"events": events, "lifecycles": stories, "mutations": mutations})


async def preview(asked: Asked) -> Answer:
    """What would be sent."""
    made = await _callbacks(asked.body)
    if isinstance(made, Answer):
        return made
    return json_answer({"total": len(made), "requests": [_shown(each) for each in made[:PREVIEWED]]})


async def trigger(asked: Asked) -> Answer:
    """Make events and send them."""
    made, headers = await _callbacks(asked.body), given_headers(asked)
    if isinstance(made, Answer):
        return made
    if isinstance(headers, Answer):
        return headers
    title = "" if asked.body.get("action") else _wanted(asked.body).title
    return await begun(asked, of_callbacks(made, given_url(asked), title, headers))


def _wanted(body: dict[str, Any]) -> Wanted:
    return msgspec.convert({name: body[name] for name in Wanted.__struct_fields__ if name in body}, Wanted)


async def _callbacks(body: dict[str, Any]) -> tuple[Callback, ...] | Answer:
    # Thousands of events take a second; the loop has others to serve meanwhile.
    made = await asyncio.to_thread(callbacks, _wanted(body), body.get("at") or now_ms())
    return wrong(str(made)) if isinstance(made, Unfit) else made


def _shown(callback: Callback) -> dict[str, Any]:
    return {
        "name": callback.name,
        "surface": callback.surface,
        "at": callback.at,
        "content_type": callback.content_type,
        "body": callback.body.decode(),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    one_of = [{"required": [name]} for name in ("action", "lifecycle", "scenario")]
    return {"type": "object", "additionalProperties": False, "properties": properties, "oneOf": one_of}


OPERATIONS = (
    Operation("GET", "/trigger", "What can be made to happen.", show_catalogue),
    Operation(
        "POST",
        "/trigger/preview",
        "The exact requests that a trigger would send.",
        preview,
        body=_object(WANTED),
        answers={200: "The first of them, and how many there are.", 409: BEGUN[409]},
    ),
    Operation(
        "POST",
        "/trigger",
        "Make one of an action, a lifecycle or a scenario happen, and send it.",
        trigger,
        body=_object({**WANTED, **HOW}),
        answers=BEGUN,
        answer_schema=PROGRESS,
    ),
)
