"""The control API: operations as data, answered and described (`/api/openapi.json`) from the same table."""

from __future__ import annotations

import hmac
import ipaddress
import os
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

import msgspec

from faces.message import Answer, Face, Request, json_answer

Schema = Mapping[str, Any]
"""A JSON schema, as OpenAPI 3.1 writes it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of an operation, in the path or the query string."""

    name: str
    meaning: str
    schema: Schema = field(default_factory=lambda: {"type": "string"})
    required: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asked of an operation: checked parameters, and the body decoded where one is taken."""

    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any
    request: Request


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that `/api/` can be asked for."""

    method: str
    path: str
    """Below `/api`, with `{name}` for each part that varies."""
    summary: str
    perform: Callable[[Asked], Awaitable[Answer]]
    query: tuple[Field, ...] = ()
    body: Schema | None = None
    """The JSON body's schema; none where no body is taken."""
    body_required: bool = True
    answers: Mapping[int, str] = field(default_factory=lambda: {200: "Done."})
    """Status to meaning; 400, 401, 404 and 405 are said for all operations."""
    answer_schema: Schema = field(default_factory=dict)
    media: str = "application/json"


def control(operations: Sequence[Operation]) -> Face:
    """The face that answers `/api/...`; wrong input is a 4xx with the reason, never a 5xx."""
    table = [(_pattern(one.path), one) for one in operations]

    async def face(request: Request) -> Answer:
        if refusal := _unauthorised(request):
            return refusal
        path = request.path.removeprefix("/api").rstrip("/") or "/"
        if path == "/openapi.json":
            return _described(request, operations)
        matching = [(match, one) for pattern, one in table if (match := pattern.fullmatch(path))]
        for match, one in matching:
            if one.method == request.method:
                return await _perform(one, match.groupdict(), request)
        if matching:
            allowed = ", ".join(sorted({one.method for _, one in matching}))
            return Answer(
                405,
                json_answer({"error": f"{path} takes {allowed}."}).body,
                {"content-type": "application/json", "allow": allowed},
            )
        return json_answer({"error": f"No operation at /api{path}; /api/openapi.json lists them."}, 404)

    return face


def _described(request: Request, operations: Sequence[Operation]) -> Answer:
    if request.method != "GET":
        return Answer(405, b"", {"allow": "GET"})
    return json_answer(openapi(operations))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))


async def _perform(operation: Operation, parts: Mapping[str, str], request: Request) -> Answer:
    try:
        query = _query(operation, request)
        body = _json_body(operation, request)
    except ValueError as wrong:
        return json_answer({"error": str(wrong)}, 400)
    path = {name: unquote(value) for name, value in parts.items()}
    return await operation.perform(Asked(path, query, body, request))


def _query(operation: Operation, request: Request) -> dict[str, Any]:
    given = dict(parse_qsl(request.query, keep_blank_values=True))
    known = {one.name: one for one in operation.query}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise ValueError(f"Unknown query parameter {name!r}; this operation takes: {names}.")
    for one in operation.query:
        if one.required and one.name not in given:
            raise ValueError(f"The query parameter {one.name!r} is required: {one.meaning}")
    return {name: _typed(known[name], value) for name, value in given.items()}


_TYPES: Mapping[str, type] = {"integer": int, "number": float, "boolean": bool, "string": str}


def _typed(wanted: Field, text: str) -> Any:
    kind = _TYPES[wanted.schema.get("type", "string")]
    try:
        value: Any = msgspec.convert(text, kind, strict=False)
    except msgspec.ValidationError:
        raise ValueError(f"{wanted.name} is {text!r}; expected {wanted.schema['type']}.") from None
    return _checked(wanted.name, value, wanted.schema)


def _json_body(operation: Operation, request: Request) -> Any:
    if operation.body is None or (not request.body and not operation.body_required):
        return None
    try:
        value = msgspec.json.decode(request.body)
    except msgspec.DecodeError as wrong:
        raise ValueError(f"The body is not JSON: {wrong}.") from None
    return _checked("body", value, operation.body)


_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,),
    "number": (int, float), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def _checked(place: str, value: Any, schema: Schema) -> Any:
    """The value, when it is what the schema asks for; otherwise a ValueError that names the place."""
    kind = schema.get("type")
    kinds = [kind] if isinstance(kind, str) else list(kind or ())
    fitting = [
        k
        for k in kinds
        if isinstance(value, _JSON_TYPES[k]) and (k == "boolean" or not isinstance(value, bool))
    ]
    if kinds and not fitting:
        raise ValueError(f"{place} is {_shown(value)}; expected {' or '.join(kinds)}.")
    if "enum" in schema and value not in schema["enum"]:
        raise ValueError(
            f"{place} is {_shown(value)}; expected one of {', '.join(map(str, schema['enum']))}."
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        _in_range(place, value, schema)
    if isinstance(value, str):
        _fits_text(place, value, schema)
    if isinstance(value, dict):
        _checked_object(place, value, schema)
    if isinstance(value, list) and "items" in schema:
        for position, item in enumerate(value):
            _checked(f"{place}[{position}]", item, schema["items"])
    return value


def _in_range(place: str, value: float, schema: Schema) -> None:
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        low, high = schema.get("minimum", "any"), schema.get("maximum", "any")
        raise ValueError(f"{place} is {value}; expected {low} to {high}.")


def _fits_text(place: str, value: str, schema: Schema) -> None:
    if len(value) > schema.get("maxLength", len(value)) or len(value) < schema.get("minLength", 0):
        raise ValueError(
            f"{place} has {len(value)} characters; expected {schema.get('minLength', 0)} to "
            f"{schema.get('maxLength', 'any')}."
        )
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise ValueError(f"{place} is {_shown(value)}; expected text matching {schema['pattern']}.")


def _checked_object(place: str, value: Mapping[str, Any], schema: Schema) -> None:
    for name in schema.get("required", ()):
        if name not in value:
            raise ValueError(f"{place}.{name} is required.")
    known = schema.get("properties", {})
    for name, item in value.items():
        if name in known:
            _checked(f"{place}.{name}", item, known[name])
        elif schema.get("additionalProperties", True) is False:
            raise ValueError(f"{place}.{name} is unknown; expected {', '.join(known) or 'nothing'}.")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _unauthorised(request: Request) -> Answer | None:
    """A refusal unless the server was reached on loopback or the caller shows FUNNELSCOPE_TOKEN."""
    if _is_loopback(request.local):
        return None
    token = os.environ.get("FUNNELSCOPE_TOKEN", "")
    shown = request.header("authorization").removeprefix("Bearer ")
    if token and hmac.compare_digest(shown.encode(), token.encode()):
        return None
    reason = "This server is not on loopback: send Authorization: Bearer and its FUNNELSCOPE_TOKEN."
    return Answer(
        401,
        json_answer({"error": reason}).body,
        {"content-type": "application/json", "www-authenticate": "Bearer"},
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A Unix socket has a path where an address would be: only this machine reaches it.
        return address.startswith("/") or address == "localhost"


def openapi(operations: Sequence[Operation]) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the operations."""
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault("/api" + one.path, {})[one.method.lower()] = _described_operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Funnelscope control API", "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _described_operation(one: Operation) -> dict[str, Any]:
    error = {
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                }
            }
        }
    }
    said = {
        400: "The input is wrong; `error` says where.",
        401: "A token is needed.",
        404: "There is no such thing.",
    }
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"\{(\w+)\}", one.path)
    ] + [
        {
            "name": f.name,
            "in": "query",
            "required": f.required,
            "description": f.meaning,
            "schema": dict(f.schema),
        }
        for f in one.query
    ]
    described: dict[str, Any] = {
        "summary": one.summary,
        "operationId": re.sub(r"\W+", "_", f"{one.method.lower()}{one.path}").strip("_"),
        "parameters": parameters,
        "responses": {str(status): {"description": text, **error} for status, text in said.items()}
        | {
            str(status): {"description": text, "content": {one.media: {"schema": dict(one.answer_schema)}}}
            if status < 300
            else {"description": text, **error}
            for status, text in one.answers.items()
        },
    }
    if one.body is not None:
        described["requestBody"] = {
            "required": one.body_required,
            "content": {"application/json": {"schema": dict(one.body)}},
        }
    return described
