"""The sandbox's traffic: visits and calls as they were recorded."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from faces import Answer, Asked, Field, Operation, json_answer
from store import connect
from store.questions.traffic import KeptCall, kept_call, kept_calls, latest_traffic

ID = {"type": "integer", "minimum": 1, "maximum": 2**62}
SOURCES = {"type": "string", "enum": ["walk", "http", "simulated", "sample"]}


def _visits(query: dict[str, Any]) -> list[dict[str, Any]]:
    sources = (query["source"],) if "source" in query else ()
    with connect().reading() as connection:
        found = latest_traffic(
            connection, sources=sources, limit=query.get("limit", 50), before=query.get("before")
        )
    return [msgspec.to_builtins(one) for one in found]


async def visits(asked: Asked) -> Answer:
    return json_answer(await asyncio.to_thread(_visits, dict(asked.query)))


def _whole(one: KeptCall) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(one)
    return told | {
        "request": msgspec.Raw(one.request.encode()),
        "response": msgspec.Raw(one.response.encode()),
    }


def _calls(visit_id: int, query: dict[str, Any]) -> list[dict[str, Any]]:
    after, limit = query.get("after", 0), query.get("limit", 1_000)
    with connect().reading() as connection:
        return [_whole(one) for one in kept_calls(connection, visit_id, after=after, limit=limit)]


async def calls(asked: Asked) -> Answer:
    found = await asyncio.to_thread(_calls, numbered(asked.path["visit"]), dict(asked.query))
    if not found and not asked.query.get("after"):
        return json_answer({"error": "No such visit."}, 404)
    return json_answer(found)


def _call(call_id: int) -> KeptCall | None:
    with connect().reading() as connection:
        return kept_call(connection, call_id)


async def one_call(asked: Asked) -> Answer:
    found = await asyncio.to_thread(_call, numbered(asked.path["call"]))
    return json_answer(_whole(found)) if found else json_answer({"error": "No such call."}, 404)


def numbered(text: str) -> int:
    """An id of a path, 0 for what can not be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


_LIST = {"type": "array", "items": {"type": "object"}}

OPERATIONS = (
    Operation(
        "GET",
        "/sandbox/visits",
        "Recorded visits, newest first, each with its last 50 calls.",
        visits,
        query=(
            Field("source", "Who made the calls.", SOURCES),
            Field("limit", "How many.", {"type": "integer", "minimum": 1, "maximum": 500}),
            Field("before", "The last id of the page before.", ID),
        ),
        answer_schema=_LIST,
    ),
    Operation(
        "GET",
        "/sandbox/visits/{visit}/calls",
        "One visit's calls with request and answer.",
        calls,
        query=(
            Field(
                "after",
                "The last seq of the page before.",
                {"type": "integer", "minimum": 0, "maximum": 2**62},
            ),
            Field(
                "limit", "How many; 1000 if not given.", {"type": "integer", "minimum": 1, "maximum": 10_000}
            ),
        ),
        answers={200: "The calls.", 404: "There is no such visit."},
        answer_schema=_LIST,
    ),
    Operation(
        "GET",
        "/sandbox/calls/{call}",
        "One call with request and answer.",
        one_call,
        answers={200: "The call.", 404: "There is no such call."},
        answer_schema={"type": "object"},
    ),
)
