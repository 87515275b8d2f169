"""A walk as a Postman collection, format 2.1.0."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

from konnektive.export.replay import CAPTURED, DEFAULTS, Replay, ReplayCall, Value, Var

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def postman_collection(replay: Replay) -> dict[str, Any]:
    """The collection: one request a call, tests that check `result` and carry ids on."""
    variables = {"BASE_URL": replay.base_url} | {name: DEFAULTS.get(name, "") for name in replay.variables}
    return {
        "info": {
            "_postman_id": str(uuid.uuid5(uuid.NAMESPACE_URL, replay.name + replay.base_url)),
            "name": replay.name,
            "schema": SCHEMA,
        },
        "item": [_item(number, call) for number, call in enumerate(replay.calls, 1)],
        "variable": [{"key": name, "value": value, "type": "string"} for name, value in variables.items()],
    }


def _item(number: int, call: ReplayCall) -> dict[str, Any]:
    # urlsplit would take {{BASE_URL}} for a path: Postman wants the host as the variable itself.
    path = urlsplit(call.path).path.split("/")
    return {
        "name": f"{number}. {call.title}",
        "request": {
            "method": "POST",
            "header": [],
            "body": {
                "mode": "urlencoded",
                "urlencoded": [
                    {"key": name, "value": _value(value), "type": "text"} for name, value in call.params
                ],
            },
            "url": {"raw": "{{BASE_URL}}/" + call.path, "host": ["{{BASE_URL}}"], "path": path},
        },
        "event": [{"listen": "test", "script": {"type": "text/javascript", "exec": _test(call)}}],
    }


def _value(value: Value) -> str:
    return "{{" + value.name + "}}" if isinstance(value, Var) else value


def _test(call: ReplayCall) -> list[str]:
    lines = ["const answer = pm.response.json();"]
    if call.result:
        lines.append(f'pm.test("{call.result}", () => pm.expect(answer.result).to.eql("{call.result}"));')
    for name in call.captures:
        source = (
            "answer.message.paypalUrl.match(/token=([^&]*)/)[1]"
            if name == "token"
            else f"answer.message.{name}"
        )
        lines.append(f'pm.collectionVariables.set("{CAPTURED[name]}", {source});')
    return lines
