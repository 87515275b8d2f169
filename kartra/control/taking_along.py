"""What a search shows as a file, over the control API."""

from __future__ import annotations

import asyncio

from sqlalchemy.exc import DBAPIError

from faces import Answer, Asked, Field, Operation, json_answer
from kartra.control.asking import SLIPS, UNAVAILABLE, understood
from kartra.exporting import Export, export, sharing
from store import Refusal, connect
from store.inbox import wholes
from store.search import Query

KINDS = {"jsonl": "JSON lines", "csv": "CSV", "har": "HAR", "html": "Page"}
MOST = 5_000
"""Deliveries in one file."""


async def take_along(asked: Asked) -> Answer:
    """The file; what was replaced in it stands in a header."""
    query = understood(asked.query.get("q", ""))
    if isinstance(query, Answer):
        return query
    try:
        made = await asyncio.to_thread(
            _made,
            query,
            KINDS[asked.query.get("format", "jsonl")],
            asked.query.get("limit", MOST),
            asked.query.get("people", "tokens") == "real",
        )
    except (DBAPIError, Refusal) as wrong:
        return json_answer({"error": str(getattr(wrong, "orig", None) or wrong)}, 503)
    headers = {
        "content-type": "application/octet-stream",
        "content-disposition": f'attachment; filename="{made.name}"',
        "x-content-type-options": "nosniff",
        "x-replaced": ", ".join(f"{kind}={n}" for kind, n in sorted(made.hidden.items())),
    }
    return Answer(200, made.data, headers)


def _made(query: Query, kind: str, limit: int, real: bool) -> Export:
    store = connect()
    hiding = None if real else sharing(store)
    with store.reading() as connection:
        return export(kind, wholes(connection, query, limit), hiding)


OPERATIONS = (
    Operation(
        "GET",
        "/export",
        "What a search shows, as a file; people are replaced by tokens that stay the same.",
        take_along,
        query=(
            Field("q", "A search as in the inbox."),
            Field("format", "jsonl unless said.", {"type": "string", "enum": list(KINDS)}),
            Field("people", "tokens unless said.", {"type": "string", "enum": ["tokens", "real"]}),
            Field("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": MOST}),
        ),
        answers={200: "The file.", **SLIPS, **UNAVAILABLE},
        answer_schema={"type": "string", "format": "binary"},
        media="application/octet-stream",
    ),
)
