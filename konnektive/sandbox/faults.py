"""Broken networks and servers on purpose: which calls are hit, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from konnektive.sandbox.answered import Answered

Kind = Literal["delay", "timeout", "dropped", "500", "html", "truncated", "duplicate"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MEANINGS: dict[Kind, str] = {
    "delay": "answered late, after the given seconds",
    "timeout": "acted on, but nothing comes back for the given seconds, then the connection ends",
    "dropped": "acted on, but the connection breaks before the body",
    "500": "not acted on; HTTP 500 with a plain text",
    "html": "not acted on; HTTP 200 with a page of HTML, as a proxy sends it",
    "truncated": "acted on, but the JSON ends in the middle",
    "duplicate": "acted on twice, as when a proxy repeats a POST; the second answer comes back",
}
PATIENCE = 120.0
"""Seconds that a timeout lasts: longer than clients wait."""
LATE = 3.0
"""Seconds of a delay, unless told otherwise."""
HTML = b"<!DOCTYPE html><html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1></html>"


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fault that is switched on."""

    kind: Kind
    endpoint: str = ""
    """The path it hits; all when empty."""
    rate: Annotated[float, Meta(ge=0, le=1)] = 1.0
    """The share of the calls that it hits."""
    nth: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """Only the nth call that it could hit, counted from 1; 0 for no such limit."""
    seconds: Annotated[float, Meta(ge=0, le=600)] = 0.0
    """How long a delay or a timeout lasts; the kind's own length when 0."""

    @property
    def words(self) -> str:
        """The fault in a few words, as a chip shows it."""
        where = self.endpoint or "every endpoint"
        often = (
            f", call {self.nth} only" if self.nth else f", {self.rate:.0%} of calls" if self.rate < 1 else ""
        )
        lasting = f" {self.seconds or LATE:g} s" if self.kind == "delay" else ""
        return f"{self.kind}{lasting}: {where}{often}"


class Faults:
    """The faults of a sandbox and how many calls each has seen: the same calls meet the same faults."""

    def __init__(self, faults: tuple[Fault, ...] = (), seed: int = 0) -> None:
        self.on = faults
        self._seed = seed
        self._seen = [0] * len(faults)

    def meeting(self, path: str) -> Fault | None:
        """The first fault that hits this call."""
        hit = None
        for place, fault in enumerate(self.on):
            if fault.endpoint and fault.endpoint != path:
                continue
            self._seen[place] += 1
            if hit is None and self._hits(fault, place):
                hit = fault
        return hit

    def _hits(self, fault: Fault, place: int) -> bool:
        if fault.nth:
            return self._seen[place] == fault.nth
        if fault.rate >= 1:
            return True
        drawn = blake2b(f"{self._seed}/{place}/{self._seen[place]}".encode(), digest_size=4).digest()
        return int.from_bytes(drawn) / 0x1_0000_0000 < fault.rate


def met(fault: Fault, perform: Callable[[], Answered]) -> Answered:
    """What the call that meets this fault is answered with."""
    if fault.kind == "500":
        broken = Answered("", status=500, raw=b"Internal Server Error", content_type="text/plain")
    elif fault.kind == "html":
        broken = Answered("", raw=HTML, content_type="text/html")
    else:
        broken = _after(fault, perform)
    broken.fault = fault.kind
    return broken


def _after(fault: Fault, perform: Callable[[], Answered]) -> Answered:
    answered = perform()
    if fault.kind == "duplicate":
        return perform()
    if fault.kind == "delay":
        answered.delay += fault.seconds or LATE
    elif fault.kind == "truncated":
        body = answered.body
        answered.raw = body[: len(body) // 2]
    else:
        answered.cut_after = 0
        answered.delay += (fault.seconds or PATIENCE) if fault.kind == "timeout" else 0
    return answered
