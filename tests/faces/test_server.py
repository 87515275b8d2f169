"""The middleware over real HTTP: whose path it is, how much it reads, and how it lets go."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from faces import Answer, Faces, Mount, Request
from tests.faces.served import said

refusals: list[tuple[str, int]] = []


async def beyond(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 299, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def echo(request: Request) -> Answer:
    if request.query == "cut":
        return Answer(body=b"x" * 100, cut_after=10)
    if request.query.isdigit():
        return Answer(int(request.query), b"hello")
    return Answer(body=f"{request.method} {request.path} {request.query} {len(request.body)}".encode())


@contextlib.contextmanager
def serving() -> Iterator[int]:
    mount = Mount(
        claims=lambda path: path.startswith("/in/"),
        face=echo,
        body_limit=1000,
        body_seconds=0.2,
        refused=lambda path, status: refusals.append((path, status)),
        refusal_headers=lambda path: {"x-refused": path},
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Faces(beyond, [mount]), log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as number:
        yield number


def send(port: int, method: str, path: str, body: bytes | Iterator[bytes] = b"") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_a_claimed_path_is_answered_with_any_method(port: int) -> None:
    assert send(port, "PURGE", "/in/a%20b/c?x=1") == (200, b"PURGE /in/a b/c x=1 0")


def test_other_paths_go_on(port: int) -> None:
    assert send(port, "GET", "/")[0] == 299


def test_chunked_bodies_are_put_together(port: int) -> None:
    assert send(port, "POST", "/in/x", iter([b"a" * 300, b"b" * 300]))[1].endswith(b" 600")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_above_the_limit_is_refused_and_counted(port: int, chunked: bool) -> None:
    refusals.clear()
    body = b"x" * 1001
    assert send(port, "POST", "/in/big", iter([body[:500], body[500:]]) if chunked else body)[0] == 413
    assert refusals == [("/in/big", 413)]


def test_a_sender_far_above_the_limit_still_hears_why(port: int) -> None:
    assert send(port, "POST", "/in/big", b"x" * 10_000_000)[0] == 413


def test_a_body_that_does_not_arrive_is_given_up(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(b"POST /in/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        assert peer.recv(100).startswith(b"HTTP/1.1 408")


def test_a_cut_answer_breaks_the_connection(port: int) -> None:
    with pytest.raises(http.client.IncompleteRead):
        send(port, "GET", "/in/x?cut")


@pytest.mark.parametrize("status", [204, 205, 304])
def test_an_answer_that_has_no_body_sends_none(port: int, status: int) -> None:
    first = f"POST /in/x?{status} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    answer = said(port, first + b"GET /in/x?200 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    heads = answer.split(b"\r\n\r\n")
    assert heads[1].startswith(b"HTTP/1.1 200") and heads[2] == b"hello"
    assert b"content-length: 5" not in heads[0]


def test_a_refusal_carries_the_mount_s_headers(port: int) -> None:
    request = b"POST /in/big HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + b"x" * 1001
    assert b"x-refused: /in/big\r\n" in said(port, request)
