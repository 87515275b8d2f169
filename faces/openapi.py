"""The OpenAPI 3.1 description of the control API, made from the table that answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from faces.operation import Field, Operation

_ERROR: Mapping[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string", "description": "What was wrong, where, and what was expected."}
    },
}
_REFUSALS: Mapping[int, str] = {
    400: "The input is wrong; `error` says where.",
    401: "The server is not on loopback and no right token was shown.",
    404: "There is no such thing.",
    413: "The body is larger than this server takes.",
}


def openapi(operations: Sequence[Operation]) -> dict[str, Any]:
    """The description of these operations, as `/api/openapi.json` answers it."""
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault("/api" + one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Funnelscope control API", "version": "1"},
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": dict(_ERROR)},
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": one.summary,
        "operationId": re.sub(r"\W+", "_", f"{one.method.lower()}{one.path}").strip("_"),
        "parameters": [*map(_in_path, re.findall(r"\{(\w+)\}", one.path)), *map(_in_query, one.query)],
        "responses": _responses(one),
    }
    if one.body is not None:
        content = {"application/json": {"schema": dict(one.body)}}
        described["requestBody"] = {"required": one.body_required, "content": content}
    if one.streamed:
        described["requestBody"] = {"content": {"application/octet-stream": {"schema": {}}}}
    return described


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _in_query(one: Field) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.meaning,
        "schema": dict(one.schema),
    }


def _responses(one: Operation) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    responses: dict[str, Any] = {
        str(status): {"description": text, "content": error} for status, text in _REFUSALS.items()
    }
    for status, text in one.answers.items():
        responses[str(status)] = {"description": text, "content": _content(one) if status < 300 else error}
    return responses


def _content(one: Operation) -> dict[str, Any]:
    texts = {media.partition(";")[0]: {"schema": {"type": "string"}} for media in one.texts}
    return {one.media: {"schema": dict(one.answer_schema)}, **texts}
