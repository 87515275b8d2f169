"""The audit over HTTP: `/api/sandbox/audit` judges what the sandbox recorded, for CI."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from faces import Answer, Asked, Field, Operation, json_answer
from konnektive.audit.as_html import as_html
from konnektive.audit.as_json import as_json
from konnektive.audit.as_junit import as_junit
from konnektive.audit.as_markdown import as_markdown
from konnektive.audit.judging import audit
from konnektive.audit.report import Report
from konnektive.audit.sandbox_record import recordings, settle
from konnektive.sandbox import shared
from store import connect
from store.questions.recorded import recorded_calls

TEXTS: Mapping[str, tuple[Callable[[Report], str], str]] = {
    "junit": (as_junit, "application/xml"),
    "html": (as_html, "text/html; charset=utf-8"),
    "markdown": (as_markdown, "text/markdown; charset=utf-8"),
}
"""Face to what writes it and its media type; `json` is the default."""
SOURCES = ("http", "walk", "simulated", "sample")
MILLISECONDS = {"type": "integer", "minimum": 0, "maximum": 2**62}


def _one_of(words: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def sandbox_report(query: Mapping[str, Any]) -> Report:
    """The report on what was recorded, as far as the query asks for it."""
    store = connect()
    settle(shared(), store)
    sources = (query["source"],) if "source" in query else ("http", "walk")
    with store.reading() as connection:
        rows = recorded_calls(
            connection,
            sources=sources,
            visit_id=query.get("visit"),
            since=query.get("since"),
            until=query.get("until"),
            limit=query.get("limit", 200),
        )
        return audit(recordings(rows))


async def perform(asked: Asked) -> Answer:
    """The report in the face asked for; one on thousands of visits takes seconds to write too."""
    return await asyncio.to_thread(_written, asked.query)


def _written(query: Mapping[str, Any]) -> Answer:
    report, face = sandbox_report(query), query.get("face", "json")
    if face not in TEXTS:
        return json_answer(as_json(report))
    write, media = TEXTS[face]
    return Answer(200, write(report).encode(), {"content-type": media})


OPERATIONS = (
    Operation(
        "GET",
        "/sandbox/audit",
        "What the recommended flow holds against what the sandbox recorded.",
        perform,
        query=(
            Field("visit", "One recorded visit alone, by its id.", MILLISECONDS | {"minimum": 1}),
            Field("source", "Who made the calls; over HTTP and walks unless said.", _one_of(SOURCES)),
            Field("since", "Visits that began at or after this moment, UTC milliseconds.", MILLISECONDS),
            Field("until", "Visits that began before this moment, UTC milliseconds.", MILLISECONDS),
            Field(
                "limit", "The latest so many visits.", {"type": "integer", "minimum": 1, "maximum": 10_000}
            ),
            Field("face", "How the report is written.", _one_of(("json", *TEXTS))),
        ),
        answer_schema={"type": "object"},
        texts=tuple(media for _, media in TEXTS.values()),
    ),
)
