"""Sending stored deliveries and earlier attempts once more, over the control API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from faces import Answer, Asked, Operation, json_answer
from kartra.control.asking import UNAVAILABLE, answer_of, understood
from kartra.control.beginning import BEGUN, HOW, PROGRESS, SET, begun, given_headers, given_url, wrong
from kartra.generation import Unfit
from kartra.lifecycles.wanted import MOST
from kartra.sending.chosen import chosen
from kartra.sending.headers import Pairs
from kartra.sending.planned import Planned, of_attempt, of_deliveries, repeated
from store.attempts import AttemptWhole, attempt_whole
from store.inbox import Whole

Stored = tuple[Sequence[Whole], Sequence[AttemptWhole]]


async def replay(asked: Asked) -> Answer:
    """Send them in the order they arrived, as they were or edited; the originals stay."""
    headers = given_headers(asked)
    if isinstance(headers, Answer):
        return headers
    search = understood(asked.body.get("search", ""))
    if isinstance(search, Answer):
        return search
    url = given_url(asked)
    plan = await answer_of(lambda connection: _plan(connection, asked.body, url, headers))
    if isinstance(plan, Answer):
        return plan
    times = asked.body.get("repeat", 1)
    if len(plan) * times > MOST:
        return wrong(f"That makes more than {MOST} requests.")
    return await begun(asked, repeated(plan, times))


def _plan(
    connection: Connection, body: dict[str, Any], url: str, headers: Pairs
) -> tuple[Planned, ...] | Answer:
    found = _stored(connection, body)
    if isinstance(found, Unfit):
        return json_answer({"error": str(found)}, 404)
    deliveries, earlier = found
    edits = body.get("set", ())
    plan = of_deliveries(deliveries, url, edits, headers)
    if isinstance(plan, Unfit):
        return wrong(str(plan))
    repeats = [of_attempt(each, body.get("to", ""), edits, headers) for each in earlier]
    if unfit := next((each for each in repeats if isinstance(each, Unfit)), None):
        return wrong(str(unfit))
    return (*plan, *(each for each in repeats if isinstance(each, Planned)))


def _stored(connection: Connection, body: dict[str, Any]) -> Stored | Unfit:
    """What is to be sent again, or what of it is not there."""
    ids, search = body.get("deliveries", ()), body.get("search", "")
    found = chosen(connection, ids, search) if ids or search else ()
    if isinstance(found, Unfit):
        return found
    earlier = {id_: attempt_whole(connection, id_) for id_ in body.get("attempts", ())}
    if gone := [id_ for id_, whole in earlier.items() if whole is None]:
        return Unfit(str(gone[0]), "there is no such attempt, or no longer.")
    return found, [each for each in earlier.values() if each]


_IDS = {
    "type": "array",
    "maxItems": 1_000,
    "items": {"type": "integer", "minimum": 1, "maximum": (1 << 63) - 1},
}
_BODY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "deliveries": {**_IDS, "description": "Numbers of stored deliveries."},
        "search": {"type": "string", "maxLength": 1_000, "description": "All that the inbox finds for it."},
        "attempts": {
            **_IDS,
            "description": "Numbers of attempts to repeat, to where they went unless `to` is given.",
        },
        "set": SET,
        "repeat": {"type": "integer", "minimum": 1, "maximum": MOST},
        **HOW,
    },
}

OPERATIONS = (
    Operation(
        "POST",
        "/replay",
        "Send stored deliveries again, in order, as they were or edited.",
        replay,
        body=_BODY,
        answers={**BEGUN, **UNAVAILABLE},
        answer_schema=PROGRESS,
    ),
)
