"""The middleware through which the process shows its HTTP faces beside the dashboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from faces.message import Answer, Face, Request, json_answer

BODILESS = frozenset((204, 205, 304))
"""Statuses whose answers have no body: a peer would take one for the next answer (RFC 9110, 6.4.1)."""
DISCARDED = 32 << 20
"""Bytes of a body that is too large which are read all the same: a sender who is cut off hears no reason."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A face and the paths that are its own."""

    claims: Callable[[str], bool]
    face: Face
    body_limit: int = 1 << 20
    """Bytes; a larger body is refused with 413 before it is held in memory."""
    body_seconds: float = 30.0
    """How long a sender may take to deliver its body."""
    refused: Callable[[str, int], None] = lambda path, status: None
    """Told of each request that was refused before the face saw it."""
    refusal_headers: Callable[[str], Mapping[str, str]] = lambda path: {}
    """What such a refusal's answer carries besides."""


class Faces:
    """Answers the mounts' paths itself and passes everything else on.

    It stands before Streamlit's own middleware: half the cost per call, and no rewriting of bodies.
    """

    def __init__(self, app: ASGIApp, mounts: Sequence[Mount]) -> None:
        self.app = app
        self.mounts = tuple(mounts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for mount in self.mounts:
                if mount.claims(scope["path"]):
                    await _answer(mount, scope, receive, send)
                    return
        await self.app(scope, receive, send)


async def _answer(mount: Mount, scope: Scope, receive: Receive, send: Send) -> None:
    body = await _body(mount, receive)
    if body is None:
        return
    if isinstance(body, Answer):
        mount.refused(scope["path"], body.status)
        headers = {**body.headers, **mount.refusal_headers(scope["path"])}
        await _send(Answer(body.status, body.body, headers), send, scope["method"], close=True)
        return
    answer = await mount.face(_request(scope, body))
    if answer.delay and await _left_within(answer.delay, receive):
        return
    await _send(answer, send, scope["method"])


async def _left_within(seconds: float, receive: Receive) -> bool:
    """Wait so long; True as soon as the peer has gone, so that no long delay outlives its reader."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


async def _body(mount: Mount, receive: Receive) -> bytes | Answer | None:
    """The whole body, the refusal to send instead, or nothing when the peer has gone."""
    first = await receive()
    if first["type"] == "http.request" and not first.get("more_body"):
        body = first.get("body", b"")
        return body if len(body) <= mount.body_limit else _too_large(mount)
    try:
        async with asyncio.timeout(mount.body_seconds):
            return await _rest(mount, first, receive)
    except TimeoutError:
        return json_answer({"error": f"The body did not arrive within {mount.body_seconds:g} s."}, 408)


async def _rest(mount: Mount, message: Message, receive: Receive) -> bytes | Answer | None:
    chunks, size = [], 0
    while message["type"] == "http.request":
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= mount.body_limit:
            chunks.append(chunk)
        else:
            chunks.clear()
        if not message.get("more_body"):
            return b"".join(chunks) if size <= mount.body_limit else _too_large(mount)
        if size > mount.body_limit + DISCARDED:
            return _too_large(mount)
        message = await receive()
    return None


def _too_large(mount: Mount) -> Answer:
    return json_answer({"error": f"The body is larger than {mount.body_limit} bytes."}, 413)


def _request(scope: Scope, body: bytes) -> Request:
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=tuple([(k.decode("latin-1"), v.decode("latin-1")) for k, v in scope["headers"]]),
        body=body,
        remote=(scope.get("client") or ("",))[0],
        local=(scope.get("server") or ("127.0.0.1",))[0],
        scheme=scope.get("scheme", "http"),
    )


async def _send(answer: Answer, send: Send, method: str, *, close: bool = False) -> None:
    headers = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in answer.headers.items()]
    whole = answer.body if answer.status not in BODILESS else b""
    if answer.status not in (204, 304):
        headers.append((b"content-length", str(len(whole)).encode()))
    if close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    body = whole if method != "HEAD" else b""
    if answer.cut_after is None:
        await send({"type": "http.response.body", "body": body})
    else:
        # Returning with the body unfinished makes the server drop the connection.
        await send({"type": "http.response.body", "body": body[: answer.cut_after], "more_body": True})
