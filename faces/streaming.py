"""The middleware for operations whose body is taken as it comes: files of any size, never held in memory."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import ClientDisconnect
from starlette.requests import Request as Incoming
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from faces.access import unauthorised
from faces.checking import checked_query
from faces.control import pattern
from faces.message import Answer, Request, json_answer
from faces.operation import Asked, Operation
from faces.ticket import HEADER, admits


class Streams:
    """Answers streamed operations itself and passes everything else on."""

    def __init__(self, app: ASGIApp, operations: Sequence[Operation]) -> None:
        self.app = app
        self._table = [(pattern("/api" + one.path), one) for one in operations if one.streamed]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            for path, one in self._table:
                if one.method == scope["method"] and (match := path.fullmatch(scope["path"])):
                    incoming = Incoming(scope, receive)
                    try:
                        answer = await _answer(one, match.groupdict(), incoming)
                    except ClientDisconnect:
                        return
                    # What was not read of a refused body would be taken for the next request.
                    close = {} if answer.status < 300 else {"connection": "close"}
                    headers = {**answer.headers, **close}
                    await Response(answer.body, answer.status, headers)(scope, receive, send)
                    return
        await self.app(scope, receive, send)


async def _answer(operation: Operation, path: dict[str, str], incoming: Incoming) -> Answer:
    request = _request(incoming)
    refusal = unauthorised(request)
    if refusal and not admits(request.header(HEADER), operation.ticket):
        return refusal
    try:
        query = checked_query(operation, request)
    except ValueError as wrong:
        return json_answer({"error": str(wrong)}, 400)
    return await operation.perform(Asked(path, query, incoming.stream(), request))


def _request(incoming: Incoming) -> Request:
    """The request without its body."""
    scope = incoming.scope
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=tuple((name.lower(), value) for name, value in incoming.headers.items()),
        remote=(scope.get("client") or ("",))[0],
        local=(scope.get("server") or ("127.0.0.1",))[0],
        scheme=scope.get("scheme", "http"),
    )
