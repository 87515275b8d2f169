"""Deliveries over the control API."""

from __future__ import annotations

import base64
from typing import Any

import msgspec

from faces import Answer, Asked, Field, Operation, json_answer
from kartra.control.asking import SLIPS, UNAVAILABLE, answer_of, kept, understood
from store.inbox import Whole, one, page
from store.marks import Marked

_MANY = 500
_INTEGER = {"type": "integer"}
DELIVERY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "bin", "received_at", "method", "path", "size", "dup_of", "ok", "events"],
    "properties": {
        "id": _INTEGER,
        "bin": {"type": "string"},
        "received_at": {**_INTEGER, "description": "UTC milliseconds."},
        "dup_of": {"type": ["integer", "null"], "description": "The first delivery with the same content."},
        "ok": {"type": "boolean", "description": "Whether the body could be read, event or not."},
        "events": {"type": "array", "items": {"type": "object"}},
    },
}
_PAGE = {
    "type": "object",
    "required": ["deliveries", "next_below"],
    "properties": {
        "deliveries": {"type": "array", "items": DELIVERY},
        "next_below": {"type": ["integer", "null"], "description": "`below` of the next page."},
    },
}
_MARKS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "pinned": {"type": "boolean"},
        "note": {"type": "string", "maxLength": 10_000},
        "tags": {"type": "array", "items": {"type": "string", "maxLength": 60}, "maxItems": 50},
    },
}


async def list_deliveries(asked: Asked) -> Answer:
    """A page of what the search finds."""
    query = understood(asked.query.get("q", ""))
    if isinstance(query, Answer):
        return query
    below, limit = asked.query.get("below"), asked.query.get("limit", 50)
    found = await answer_of(lambda connection: page(connection, query, below=below, limit=limit))
    if isinstance(found, Answer):
        return found
    return json_answer(
        {
            "deliveries": [msgspec.to_builtins(line) for line in found.lines],
            "next_below": found.next_below,
        }
    )


async def show_delivery(asked: Asked) -> Answer:
    """One delivery with its headers and body."""
    found = await _whole(asked)
    return found if isinstance(found, Answer) else json_answer(_shown(found))


async def show_body(asked: Asked) -> Answer:
    """The body's bytes as they were kept."""
    found = await _whole(asked)
    # Never as the sender's own type: it must not run as a page of this origin.
    headers = {"content-type": "application/octet-stream", "x-content-type-options": "nosniff"}
    return found if isinstance(found, Answer) else Answer(200, found.body, headers)


async def mark_delivery(asked: Asked) -> Answer:
    """Pin, note and tag it."""
    found = await _whole(asked)
    if isinstance(found, Answer):
        return found
    tags = tuple(asked.body["tags"]) if "tags" in asked.body else None
    marked = Marked(found.line.id, asked.body.get("pinned"), asked.body.get("note"), tags)
    return await kept(marked) or await show_delivery(asked)


async def _whole(asked: Asked) -> Whole | Answer:
    text = asked.path["id"]
    if not (text.isdecimal() and text.isascii() and len(text) < 19):
        return json_answer({"error": f"{text!r} is no delivery number."}, 404)
    found = await answer_of(lambda connection: one(connection, int(text)))
    return found or json_answer({"error": f"There is no delivery {text}, or no longer."}, 404)


def _shown(whole: Whole) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(whole.line) | {"headers": whole.headers}
    try:
        return shown | {"body": whole.body.decode(), "encoding": "utf-8"}
    except UnicodeDecodeError:
        return shown | {"body": base64.b64encode(whole.body).decode(), "encoding": "base64"}


_BELOW = {**_INTEGER, "minimum": 1, "maximum": (1 << 63) - 1}
_LIMIT = {**_INTEGER, "minimum": 1, "maximum": _MANY}
OPERATIONS = (
    Operation(
        "GET",
        "/deliveries",
        "What was received, newest first.",
        list_deliveries,
        query=(
            Field("q", "A search as in the inbox: action:buy_product email:maria -dup"),
            Field("below", "Only lower numbers: next_below of the page before.", _BELOW),
            Field("limit", "How many at most; 50 unless said.", _LIMIT),
        ),
        answers={200: "One page.", **SLIPS, **UNAVAILABLE},
        answer_schema=_PAGE,
    ),
    Operation(
        "GET",
        "/deliveries/{id}",
        "One delivery, whole.",
        show_delivery,
        answers={200: "The delivery.", **UNAVAILABLE},
        answer_schema=DELIVERY,
    ),
    Operation(
        "GET",
        "/deliveries/{id}/body",
        "The bytes of a delivery's body.",
        show_body,
        media="application/octet-stream",
        answers={200: "The bytes.", **UNAVAILABLE},
        answer_schema={"type": "string", "format": "binary"},
    ),
    Operation(
        "PUT",
        "/deliveries/{id}/marks",
        "Pin, note and tag a delivery.",
        mark_delivery,
        body=_MARKS,
        answers={200: "As it is marked now.", **UNAVAILABLE},
        answer_schema=DELIVERY,
    ),
)
