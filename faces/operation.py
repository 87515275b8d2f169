"""One thing that the control API can be asked for, as data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from faces.message import Answer, Request

Schema = Mapping[str, Any]
"""A JSON schema, as OpenAPI 3.1 writes it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of an operation's query string."""

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
    """Status to meaning; what may refuse any operation (400, 401, 404, 413) is said for all."""
    answer_schema: Schema = field(default_factory=dict)
    media: str = "application/json"
    texts: tuple[str, ...] = ()
    """Other media types that it answers in where that is asked for."""
    streamed: bool = False
    """Whether it takes any bytes as they come: `Asked.body` is then an asynchronous iterator of them."""
    ticket: str = ""
    """What a ticket must be for to open this operation, when streamed, beside the token."""
