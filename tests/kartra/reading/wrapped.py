"""Events to wrap, and what counts as the same event after unwrapping."""

from __future__ import annotations

import json
from typing import Any

from kartra.event import Event
from kartra.generation import callback
from tests.kartra.reading.printers import as_text

SHAPES = (
    "list_subscription",
    "filled_form",
    "buy_product",
    "cancel_subscription",
    "reaches_score",
    "calendar_cancel",
    "survey_complete",
)
AT = 1_795_000_000_000


def made(kind: str = "buy_product", seed: int = 1, edition: str = "later") -> dict[str, Any]:
    """The body of one generated event."""
    body: dict[str, Any] = json.loads(callback(kind, seed, at=AT, edition=edition).body)  # type: ignore[arg-type]
    return body


def nasty() -> dict[str, Any]:
    """An event whose values hold what notations use as marks."""
    event = made("list_subscription", 1, "2020")
    event["lead"].update(
        first_name='Sinéad "Shin" O\'Brien',
        last_name="Żółć & Co, 100% <b>",
        company="a\\b\tc",
        address="Line 1\nLine 2; x",
        city="=1+1",
        website="http://x.y/?a=b&c=d#e",
        phone="+44 20; (x)",
        custom_fields=[
            {
                "field_id": "1",
                "field_identifier": "note",
                "field_type": "text_area",
                "field_value": 'He said: "hi, {you}" [ok] => done }, {',
            }
        ],
    )
    return event


def corpus() -> dict[str, dict[str, Any]]:
    """Every shape of details, in one of the two editions, and the nasty one."""
    events = {kind: made(kind, seed, ("2020", "later")[seed % 2]) for seed, kind in enumerate(SHAPES)}
    return events | {"nasty": nasty()}


def same(event: Event, body: dict[str, Any], *, as_texts: bool = False) -> bool:
    """Whether nothing was lost, added or changed; text notations can carry neither types nor empty lists."""
    key = event.details_key
    given = body["action_details"].get(key)
    there = [body["action"], body["lead"], given if isinstance(given, dict) else {key: given}]
    here = [event.action, dict(event.lead), dict(event.details)]
    if as_texts:
        here, there = _bare(here), _bare(there)
    return json.dumps(here, sort_keys=True) == json.dumps(there, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items() if item not in ({}, [])}
    return [_bare(item) for item in value] if isinstance(value, list) else as_text(value)
