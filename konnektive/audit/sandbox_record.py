"""What the sandbox recorded, read exactly as a file is: one recording for the time between two resets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from konnektive.audit.reading.collected import Collected
from konnektive.audit.reading.request import Request
from konnektive.audit.recording import Recording
from konnektive.sandbox.recording import Batch, Recorder
from konnektive.sandbox.sandbox import JSON_BODY, Sandbox
from store import Store
from store.questions.recorded import RecordedRow

JSON_SENT = '{"its parameters":"not kept"}'
"""Stands for a JSON body: the sandbox notes that there was one, and does not keep what it did not read."""


def recordings(rows: Iterable[RecordedRow], *, keep_answers: bool = False) -> tuple[Recording, ...]:
    """The rows as recordings; a reset draws the same ids anew, so they are never tied across it."""
    times: dict[str, Collected] = {}
    for row in rows:
        key = row.visit_key.partition(":")[0]
        if key not in times:
            times[key] = Collected(keep_answers=keep_answers)
        times[key].take(request_of(row))
    return tuple(
        collected.recording("sandbox" if number == 1 else f"sandbox, reset {number - 1}", "sandbox")
        for number, collected in enumerate(times.values(), 1)
    )


def settle(sandbox: Sandbox, store: Store) -> None:
    """Have what the sandbox answered so far written, instead of within the next second."""
    for listener in sandbox.listeners:
        while isinstance(listener, Recorder) and listener.waiting:
            store.write(Batch(listener)).result()


def request_of(row: RecordedRow) -> Request:
    """The row as a request; whether it came from a browser is not kept."""
    answer: dict[str, Any] = msgspec.json.decode(row.response)
    sent_as_json = any(JSON_BODY in note for note in answer.get("notes", ()))
    params = msgspec.json.decode(row.request, type=dict[str, str])
    text = answer.get("text")
    return Request(
        f"/{row.endpoint}",
        "POST",
        knows_headers=False,
        body=JSON_SENT if sent_as_json else "",
        fields=None if sent_as_json else list(params.items()),
        sent_at=row.ts,
        elapsed_ms=row.elapsed_us / 1000,
        answer=text.encode() if isinstance(text, str) else msgspec.json.encode(answer),
        status=answer.get("status", 200),
    )
