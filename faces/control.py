"""The control API: operations as data, answered and described (`/api/openapi.json`) from the same table."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from faces.access import unauthorised
from faces.checking import checked_body, checked_query
from faces.message import Answer, Face, Request, json_answer
from faces.openapi import openapi
from faces.operation import Asked, Operation

LARGE = 1 << 20
"""Bytes of a body from which on it is read beside the event loop, for that takes long."""
_DESCRIPTION = "/openapi.json"


def control(operations: Sequence[Operation]) -> Face:
    """The face that answers `/api/...`; wrong input is a 4xx with the reason, never a 5xx.

    Streamed operations are described here and answered by `Streams`.
    """

    async def description(asked: Asked) -> Answer:
        return json_answer(openapi(operations))

    described = Operation("GET", _DESCRIPTION, "This description.", description)
    # Fewer varying parts first, so that /bins/new is not taken for a bin called new.
    table = sorted(
        ((pattern(one.path), one) for one in (*operations, described)), key=lambda row: row[0].groups
    )

    async def face(request: Request) -> Answer:
        if refusal := unauthorised(request):
            return refusal
        path = request.path.removeprefix("/api").rstrip("/") or "/"
        matching = [(match.groupdict(), one) for wanted, one in table if (match := wanted.fullmatch(path))]
        for parts, one in matching:
            if one.method == request.method and not one.streamed:
                return await _perform(one, parts, request)
        return _unknown(path, {one.method for _, one in matching})

    return face


def pattern(path: str) -> re.Pattern[str]:
    """What a path with `{name}` in it matches."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))


async def _perform(operation: Operation, parts: dict[str, str], request: Request) -> Answer:
    try:
        query = checked_query(operation, request)
        if len(request.body) < LARGE:
            body = checked_body(operation, request)
        else:
            body = await asyncio.to_thread(checked_body, operation, request)
        asked = Asked(parts, query, body, request)
    except ValueError as wrong:
        return json_answer({"error": str(wrong)}, 400)
    return await operation.perform(asked)


def _unknown(path: str, methods: set[str]) -> Answer:
    if not methods:
        return json_answer({"error": f"No operation at /api{path}; /api{_DESCRIPTION} lists them."}, 404)
    allowed = ", ".join(sorted(methods))
    body = json_answer({"error": f"/api{path} takes {allowed}."}).body
    return Answer(405, body, {"content-type": "application/json", "allow": allowed})
