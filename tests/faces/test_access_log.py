"""uvicorn's log of a running server: secrets in the faces' paths and queries are not in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from faces import Answer, Faces, Mount, Request
from faces.access_log import leave_out
from tests.faces.served import said, served
from tests.faces.test_server import beyond


class Heard(logging.Handler):
    """A handler that remembers what was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


async def take(request: Request) -> Answer:
    return Answer()


@pytest.fixture
def heard() -> Iterator[Heard]:
    handler = Heard()
    mounts = [Mount(lambda path: path.startswith("/in/"), take)]
    with served(Faces(beyond, mounts), "info") as port:
        loggers = [logging.getLogger(name) for name in ("uvicorn.access", "uvicorn.error")]
        for logger in loggers:
            logger.addHandler(handler)
        end = leave_out(mounts)
        ask(port, b"/in/shop/hush-hush/hook?password=hush")
        ask(port, b"/%69n/shop/hush-hush")
        ask(port, b"/in/shop/hush-hush", UPGRADE)
        ask(port, b"/walk?step=2")
        end()
    for logger in loggers:
        logger.removeHandler(handler)
    yield handler


UPGRADE = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


def ask(port: int, target: bytes, headers: bytes = b"Connection: close\r\n") -> None:
    said(port, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n")


def test_secrets_in_the_faces_paths_are_not_logged(heard: Heard) -> None:
    assert not [line for line in heard.lines if "hush" in line]


def test_the_pages_are_logged_as_ever(heard: Heard) -> None:
    assert [line for line in heard.lines if "/walk?step=2" in line]
