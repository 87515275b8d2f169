"""The control API keeps to its own description: every operation, with good and with bad input."""

from __future__ import annotations

import asyncio
import socket

import pytest
import schemathesis
from hypothesis import settings
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

import kartra.control
import konnektive.control
from faces import Faces, Mount, Streams, control

OPERATIONS = (*konnektive.control.OPERATIONS, *kartra.control.OPERATIONS)
BESIDE = Faces(Starlette(), [Mount(lambda path: path.startswith("/api/"), control(OPERATIONS))])
FACES = Streams(BESIDE, OPERATIONS)


async def on_loopback(scope: Scope, receive: Receive, send: Send) -> None:
    """The process as it is reached on this machine, where no token is asked for."""
    headers = [pair for pair in scope.get("headers", ()) if pair[0] != b"host"]
    here = {"server": ("127.0.0.1", 8501), "headers": [(b"host", b"127.0.0.1:8501"), *headers]}
    await FACES({**scope, **here}, receive, send)


SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", on_loopback)


@pytest.fixture(autouse=True)
def nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever address is made up: nobody is called."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no names here")

    async def unreachable(*_: object, **__: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(asyncio, "open_connection", unreachable)


@SCHEMA.parametrize()
@settings(max_examples=6)
def test_an_operation_answers_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_every_operation_is_described_once() -> None:
    described = [(method, path) for path, one in SCHEMA.raw_schema["paths"].items() for method in one]
    assert len(described) == len(set(described)) == len(OPERATIONS)
    assert all(one.summary for one in OPERATIONS)
