"""What a caller of the control API gave, held against what the operation takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from faces.message import Request
from faces.operation import Field, Operation, Schema
from privacy import is_secret


def checked_query(operation: Operation, request: Request) -> dict[str, Any]:
    """The query parameters in their types; a ValueError names the one that is unknown, missing or wrong."""
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
    kind = wanted.schema.get("type", "string")
    try:
        value: Any = msgspec.convert(text, _TYPES[kind], strict=False)
    except msgspec.ValidationError:
        raise ValueError(f"{wanted.name} is {_shown(text)}; expected {kind}.") from None
    return _checked(wanted.name, value, wanted.schema)


def checked_body(operation: Operation, request: Request) -> Any:
    """The decoded JSON body, or None where none is taken; a ValueError names the place that is wrong."""
    if operation.body is None or (not request.body and not operation.body_required):
        return None
    try:
        return _checked("body", _whole(msgspec.json.decode(request.body)), operation.body)
    except msgspec.DecodeError as wrong:
        raise ValueError(f"The body is not JSON: {wrong}.") from None
    except RecursionError:
        raise ValueError("The body is nested too deeply; a few levels are expected.") from None


def _whole(value: Any) -> Any:
    """The value with 3.0 as 3: to JSON Schema it is an integer, and operations count on having one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return value


def _checked(place: str, value: Any, schema: Schema) -> Any:
    """The value, when the schema allows it; otherwise a ValueError that names the place."""
    wrong = best_match(Draft202012Validator(schema).iter_errors(value))
    if wrong is None:
        return value
    raise ValueError(f"{place}{wrong.json_path.removeprefix('$')}: {_reason(wrong)}.")


def _reason(wrong: ValidationError) -> str:
    """Why a value is not allowed; only a plain value that is no secret is shown."""
    hidden = isinstance(wrong.instance, dict | list) or is_secret(str(next(reversed(wrong.path), "")))
    if hidden and wrong.validator not in ("required", "additionalProperties"):
        return _shortened(f"does not satisfy {wrong.validator} {wrong.validator_value}")
    return _shortened(wrong.message)


def _shown(value: Any) -> str:
    return _shortened(repr(value))


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else text[:197] + "..."
