"""The sandbox over HTTP: below /konnektive, and at the CRM's own paths for clients that take only a host."""

from __future__ import annotations

from faces import Answer, Face, Mount, Request
from konnektive.checkout_pages import PATHS, checkout
from konnektive.endpoints import plain_path
from konnektive.request_parameters import read_parameters
from konnektive.sandbox.adapter import PREFIX, note_headers
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.answering import ANSWERING
from konnektive.sandbox.sandbox import Sandbox

ENDINGS = frozenset(path.rpartition("/")[2] for path in ANSWERING) - {"2"}
"""How the CRM's paths end: `lead/import` is answered with the path that was meant."""
STREAMLIT = frozenset({"_stcore", "media", "component", "static", "api", "in"})
"""First parts of paths that others answer."""
METHODS = ("GET", "POST")
HEADERS = {"content-type": "application/json"}
# Browser code of a funnel calls from its own origin.
CORS = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "*",
}


def mounts(sandbox: Sandbox, *, alone: bool = False) -> tuple[Mount, ...]:
    """Where this sandbox answers; alone, it answers every path, since no dashboard has any of its own."""
    return mounts_of(face(sandbox), alone=alone)


def mounts_of(answering: Face, *, alone: bool = False) -> tuple[Mount, ...]:
    """The same for a face that answers as a sandbox does."""
    claims = (lambda path: True) if alone else _at_root
    return (Mount(_below_prefix, answering), Mount(claims, answering))


def _below_prefix(path: str) -> bool:
    return f"/{plain_path(path)}/".startswith(PREFIX + "/")


def _at_root(path: str) -> bool:
    """The CRM's own paths and those that end as they do; no page of the dashboard has two parts."""
    trimmed = plain_path(path)
    if trimmed in ANSWERING or trimmed in PATHS:
        return True
    first, _, rest = trimmed.partition("/")
    return rest.rpartition("/")[2] in ENDINGS and first not in STREAMLIT


def face(sandbox: Sandbox) -> Face:
    """One HTTP request to one answer of the sandbox."""

    async def answer(request: Request) -> Answer:
        if request.method not in METHODS:
            return _other_method(request)
        headers = dict(request.headers)
        path, base = _place(request, headers.get("host", "127.0.0.1"))
        if path in PATHS:
            return await checkout(sandbox, request)
        read = read_parameters(request.query, request.body, headers.get("content-type", ""))
        answered = sandbox.answer(
            request.method,
            path,
            read.params,
            caller=request.remote,
            json_body=read.json_body,
            base_url=base,
        )
        return _sent(answered, "origin" in headers)

    return answer


def _place(request: Request, host: str) -> tuple[str, str]:
    """The CRM's path without outer slashes, and the base URL that the caller used."""
    path = plain_path(request.path)
    if _below_prefix(path):
        return path.removeprefix(PREFIX[1:]).strip("/"), f"{request.scheme}://{host}{PREFIX}"
    return path, f"{request.scheme}://{host}"


def _sent(answered: Answered, from_browser: bool) -> Answer:
    headers = (
        HEADERS if answered.content_type == "application/json" else {"content-type": answered.content_type}
    )
    if answered.notes or from_browser:
        headers = headers | note_headers(answered) | (CORS if from_browser else {})
    return Answer(answered.status, answered.body, headers, answered.delay, answered.cut_after)


def _other_method(request: Request) -> Answer:
    if request.method == "OPTIONS":
        return Answer(204, b"", CORS)
    if request.method == "HEAD":
        return Answer(200, b"", HEADERS)
    return Answer(405, b"", {"allow": "GET, POST, OPTIONS"})
