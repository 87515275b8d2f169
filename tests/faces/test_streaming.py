"""A streamed body reaches its operation piece by piece, and only from those who may send one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from faces import Answer, Asked, Operation, Streams, ticket

HERE = (b"host", b"127.0.0.1:8501")
ELSEWHERE = (b"host", b"funnel.example")
taken: list[bytes] = []


async def take(asked: Asked) -> Answer:
    taken.extend([chunk async for chunk in asked.body])
    return Answer(201, asked.path["name"].encode())


OPERATION = Operation("PUT", "/files/{name}", "Take a file.", take, streamed=True, ticket="files")


async def beyond(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def put(
    path: str, chunks: Sequence[bytes], *headers: tuple[bytes, bytes], method: str = "PUT", query: bytes = b""
) -> tuple[int, bytes, dict[bytes, bytes]]:
    taken.clear()
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers),
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8501),
    }  # fmt: skip
    left, sent = list(chunks), list[Message]()

    async def receive() -> Message:
        if not left:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Streams(beyond, [OPERATION])(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], body, dict(sent[0].get("headers", ()))


def test_the_body_comes_as_it_was_sent() -> None:
    status, body, _ = put("/api/files/a.json", [b"one", b"two", b""], HERE)
    assert (status, body) == (201, b"a.json")
    assert [chunk for chunk in taken if chunk] == [b"one", b"two"]


@pytest.mark.parametrize(
    ("path", "method"), [("/api/files", "PUT"), ("/api/files/a", "GET"), ("/files/a", "PUT")]
)
def test_whatever_else_is_passed_on(path: str, method: str) -> None:
    assert put(path, [b"x"], HERE, method=method)[0] == 299


@pytest.mark.parametrize(
    "headers",
    [
        [ELSEWHERE],
        [HERE, (b"origin", b"https://evil.example")],
        [ELSEWHERE, (b"x-funnelscope-ticket", b"99999999999.00")],
        [ELSEWHERE, (b"x-funnelscope-ticket", ticket("something else").encode())],
        [ELSEWHERE, (b"x-funnelscope-ticket", ("1" + ticket("files")[1:]).encode()[:5] + b"." + b"0" * 64)],
    ],
)
def test_nobody_else_may_send_one(headers: list[tuple[bytes, bytes]]) -> None:
    status, _, answered = put("/api/files/a", [b"x"], *headers)
    assert status == 401
    assert answered[b"connection"] == b"close"
    assert taken == []


def test_a_ticket_of_the_dashboard_opens_it() -> None:
    header = (b"x-funnelscope-ticket", ticket("files").encode())
    assert put("/api/files/a", [b"x"], ELSEWHERE, header)[0] == 201


def test_the_token_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNNELSCOPE_TOKEN", "let me in")
    assert put("/api/files/a", [b"x"], ELSEWHERE, (b"authorization", b"Bearer let me in"))[0] == 201


def test_an_unknown_parameter_is_refused() -> None:
    assert put("/api/files/a", [b"x"], HERE, query=b"x=1")[0] == 400
