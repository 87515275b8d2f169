"""Heads over real connections: no upgrade costs a body, and websockets stay websockets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Receive, Scope, Send

from faces import Answer, Faces, Mount, Request, heads
from faces.heads import read_heads
from tests.faces.served import said, served

SOON, LONGER = 0.05, 0.2
taken: list[Request] = []
refusals: list[tuple[str, int]] = []


async def beyond(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await asyncio.sleep(scope["path"] == "/later" and LONGER)
        await send({"type": "websocket.send", "text": "hello"})
        await send({"type": "websocket.close"})


async def take(request: Request) -> Answer:
    taken.append(request)
    return Answer(body=request.method.encode() + b" " + request.body)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    mounts = [Mount(lambda path: path.startswith("/in/"), take, refused=lambda *what: refusals.append(what))]
    read_heads(mounts)
    with served(Faces(beyond, mounts)) as number:
        yield number
    read_heads()


OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAA\r\n"
LAST = b"GET /in/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("at", [None, 20, 150, 190])
def test_a_body_behind_an_offered_upgrade_arrives_whole(port: int, at: int | None) -> None:
    taken.clear()
    request = b"POST /in/h2c?a=1 HTTP/1.1\r\nHost: x\r\n" + OFFER + b"Content-Length: 10\r\n\r\n0123456789"
    answer = said(port, request[:at], request[at:] + LAST if at else LAST)
    assert answer.startswith(b"HTTP/1.1 200") and b"POST 0123456789" in answer and b"GET " in answer
    assert [(one.method, one.path, one.query, one.body) for one in taken] == [
        ("POST", "/in/h2c", "a=1", b"0123456789"),
        ("GET", "/in/last", "", b""),
    ]
    assert taken[0].header("upgrade") == "h2c"


def test_a_chunked_body_behind_an_offered_upgrade_arrives_whole(port: int) -> None:
    head = b"PUT /in/h2c HTTP/1.1\r\nHost: x\r\n" + OFFER + b"Transfer-Encoding: chunked\r\n\r\n"
    assert b"PUT abcd" in said(port, head, b"2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n" + LAST)


def test_many_offers_in_one_piece_are_all_answered(port: int) -> None:
    one = b"POST /in/x HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: TLS/1.0\r\nContent-Length: 1\r\n\r\n1"
    assert said(port, one * 1500 + LAST).count(b"POST 1") == 1500


def test_a_connect_is_refused_with_the_reason(port: int) -> None:
    taken.clear()
    answer = said(port, b"CONNECT /in/kartra HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")
    assert answer.startswith(b"HTTP/1.1 400") and b"no tunnel" in answer and taken == []


def test_a_websocket_is_still_one_however_long(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    head = (
        b"GET /later HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    monkeypatch.setattr(heads, "HEAD_SECONDS", SOON)
    for pieces in ([head], [head[:40], head[40:]]):
        answer = said(port, *pieces, until=b"hello")
        assert answer.startswith(b"HTTP/1.1 101") and b"hello" in answer


def test_a_head_without_end_is_refused_with_the_reason_and_counted(port: int) -> None:
    refusals.clear()
    answer = said(port, b"GET /in/kart%72a?a=1 HTTP/1.1\r\nX-Long: ", *[b"a" * 100_000] * 100, b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 431") and b"larger than 65536 bytes" in answer
    assert refusals == [("/in/kartra", 431)]


def test_an_address_without_end_is_refused(port: int) -> None:
    assert said(port, b"GET /", *[b"a" * 100_000] * 20).startswith(b"HTTP/1.1 431")


def test_a_head_that_stays_unfinished_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals.clear()
    monkeypatch.setattr(heads, "HEAD_SECONDS", SOON)
    assert said(port, b"POST /in/slow HTTP/1.1\r\nX-A: b").startswith(b"HTTP/1.1 408")
    assert refusals == [("/in/slow", 408)]


def test_a_connection_that_stays_silent_is_closed(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals.clear()
    monkeypatch.setattr(heads, "HEAD_SECONDS", SOON)
    assert said(port) == b""
    assert refusals == []


def test_a_refused_head_behind_a_request_costs_that_one_nothing(port: int) -> None:
    first = b"POST /in/x HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody"
    answer = said(port, first + b"GET /in/y HTTP/1.1\r\nX-Long: ", *[b"a" * 100_000] * 20)
    assert answer.startswith(b"HTTP/1.1 200") and b"POST body" in answer


def test_a_head_in_pieces_and_long_bodies_before_it_are_taken(port: int) -> None:
    body = b"x" * 300_000
    request = b"POST /in/x HTTP/1.1\r\nX-A: %s\r\nContent-Length: %d\r\n\r\n%s" % (
        b"a" * 9000,
        len(body),
        body,
    )
    pieces = [(request + LAST)[at : at + 4000] for at in range(0, len(request + LAST), 4000)]
    assert said(port, *pieces).count(b"HTTP/1.1 200") == 2
