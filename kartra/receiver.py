"""The receiver: whatever is sent to `/in/<bin>` is on the disk before it is answered."""

from __future__ import annotations

import hmac
from typing import NamedTuple

import msgspec

from faces import Answer, Mount, Request, json_answer
from faces.heads import HEAD_LIMIT
from kartra.bin_directory import BinDirectory
from kartra.keeping import Keeping
from kartra.projecting import Projector
from kartra.rows import rows_of
from kartra.sender import sender
from kartra.sent_headers import SentHeaders, sent_headers
from privacy import redacted_body, redacted_query, redacted_text
from store import Arrival, Refusal, Store
from store.bins import Bin, RefusedArrival
from store.moment import now_ms
from store.retention import Sweeper

PREFIX = "/in/"
BODY_LIMIT = 1 << 20
"""Bytes of one body; above it 413, counted."""
BODY_SECONDS = 30.0
_CORS = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "*",
    "access-control-allow-headers": "*",
    "access-control-max-age": "600",
}


def mounts(store: Store) -> tuple[Mount, ...]:
    """The capture face of that store."""
    receiver = Receiver(store)
    refusing = (receiver.count_refusal, receiver.refusal_headers)
    return (Mount(_claims, receiver.answer, BODY_LIMIT, BODY_SECONDS, *refusing),)


def _claims(path: str) -> bool:
    return path.startswith(PREFIX)


class Receiver:
    """Takes requests for the bins of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.directory = BinDirectory(store)
        self.projector = Projector(store, rows_of)
        self.keeping = Keeping(store, self.projector)
        self.sweeper = Sweeper(store)
        store.before_closing += [self.projector.close, self.sweeper.close]

    async def answer(self, request: Request) -> Answer:
        """Keep the request, then answer as its bin is set up to; 503 when it could not be kept."""
        named = await self.directory.named(bin_name(request.path))
        target = addressed(request.path, named) if named else None
        if target is None:
            missing = json_answer({"error": "There is no such bin here."}, 404)
            return Answer(404, missing.body, {**missing.headers, **_cors(named)})
        if target.bin.paused:
            return self._refused(target.bin, "This bin is paused.")
        if target.bin.cors and _is_preflight(request):
            return Answer(204, headers=_cors(target.bin))
        headers = sent_headers(request.headers)
        if headers is None:
            return self._refused(target.bin, f"The head is larger than {HEAD_LIMIT} bytes.", 431)
        try:
            await self.keeping.keep(_arrival(request, target, headers))
        except Refusal as refusal:
            return self._refused(target.bin, f"Not kept: {refusal}")
        self.sweeper.noticed()
        return _answer(target)

    def _refused(self, one: Bin, reason: str, status: int = 503) -> Answer:
        self.store.later(RefusedArrival(one.name, status, now_ms()))
        again = {"retry-after": "5"} if status == 503 else {}
        headers = {"content-type": "application/json", **again, **_cors(one)}
        return Answer(status, msgspec.json.encode({"error": reason}), headers)

    def refusal_headers(self, path: str) -> dict[str, str]:
        """Lets a web page that may send to the bin also hear why it was refused."""
        return _cors(self.directory.known(bin_name(path)))

    def count_refusal(self, path: str, status: int) -> None:
        """Count what was refused before it came here: a body too large or too slow."""
        self.store.later(RefusedArrival(bin_name(path), status, now_ms()))


class Target(NamedTuple):
    """Where a request is going."""

    bin: Bin
    path: str
    """Without the bin's secret."""
    status: int | None
    """The status that the path asks for: `/in/<bin>/404` is answered 404."""


def bin_name(path: str) -> str:
    """The bin that a path names."""
    return path[len(PREFIX) :].partition("/")[0]


def addressed(path: str, one: Bin) -> Target | None:
    """What the path asks of the bin; none when its secret is missing or wrong."""
    rest = path[len(PREFIX) + len(one.name) :].lstrip("/")
    if one.secret:
        given, _, rest = rest.partition("/")
        if not hmac.compare_digest(given.encode(), one.secret.encode()):
            return None
    asked = rest.partition("/")[0]
    is_status = len(asked) == 3 and asked.isascii() and asked.isdigit() and 200 <= int(asked) <= 599
    return Target(
        one, f"{PREFIX}{one.name}" + (f"/{rest}" if rest else ""), int(asked) if is_status else None
    )


def _cors(one: Bin | None) -> dict[str, str]:
    """What lets web pages send to the bin and read its answers, as far as it does not say so itself."""
    if one is None or not one.cors:
        return {}
    own = {name.lower(): value for name, value in one.headers.items()}
    return {name: own.get(name, value) for name, value in _CORS.items()}


def _is_preflight(request: Request) -> bool:
    return request.method == "OPTIONS" and bool(request.header("access-control-request-method"))


def _arrival(request: Request, target: Target, headers: SentHeaders) -> Arrival:
    query = redacted_query(request.query) if request.query else ""
    return Arrival(
        bin=target.bin.name,
        received_at=now_ms(),
        body=redacted_body(request.body),
        method=request.method,
        path=redacted_text(target.path) if target.path.count("/") > 2 else target.path,
        query=query,
        headers=headers.text,
        remote=sender(request),
        content_type=headers.content_type,
        idempotency_key=headers.idempotency_key,
        key_decides=headers.key_decides,
        dup_window_ms=target.bin.dup_window_ms,
    )


def _answer(target: Target) -> Answer:
    one = target.bin
    headers = one.headers
    if one.cors:
        headers = {name: value for name, value in headers.items() if name.lower() not in _CORS} | _cors(one)
    return Answer(target.status or one.status, one.body.encode(), headers, delay=one.delay_ms / 1000)
