"""A batch: what was planned, sent one after another, with progress, and each attempt recorded."""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate

import msgspec

from kartra.sending.headers import MARKS, Pairs
from kartra.sending.outgoing import Outcome, Outgoing
from kartra.sending.planned import Planned
from kartra.sending.sender import Sender
from privacy import redacted_body, redacted_headers, redacted_text, redacted_url
from store import Refusal
from store.attempts import Attempt
from store.moment import now_ms

BATCH_HEADER = f"{MARKS}batch"
"""Header by which what arrives can be traced to the batch that sent it."""
FOLLOWED = f"{MARKS}followed-to"
"""Header by which a recorded answer says where it came from in the end."""
ANSWER_KEPT = 4_096
"""Characters of an answer that are recorded."""
HEADERS_KEPT = 16_384
"""Characters of an answer's headers that are recorded."""

_log = logging.getLogger(__name__)

Record = Callable[[Attempt], Future[object]]
"""Keeps an attempt; the future is done once it is on the disk."""
Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is."""

    batch: str
    total: int
    sent: int = 0
    accepted: int = 0
    not_accepted: int = 0
    refused: int = 0
    failed: int = 0
    state: str = "running"
    """`running`, `finished` or `stopped`."""
    trouble: tuple[str, ...] = ()
    """The first few different reasons why something was not accepted."""

    @property
    def fine(self) -> bool:
        """Whether everything was sent and accepted."""
        return self.state == "finished" and self.accepted == self.total

    def with_one(self, outcome: Outcome) -> Progress:
        """The progress after one more."""
        counter = outcome.verdict.replace(" ", "_")
        counts = {"sent": self.sent + 1, counter: getattr(self, counter) + 1}
        reason = "" if outcome.verdict == "accepted" else outcome.error or f"answered {outcome.status}"
        known = not reason or reason in self.trouble or len(self.trouble) >= 5
        return replace(self, trouble=self.trouble if known else (*self.trouble, reason), **counts)


@dataclass(slots=True)
class Batch:
    """Sends a plan in its order. Speed 0 waits only for answers; 2 is twice the original pace."""

    plan: Sequence[Planned]
    sender: Sender
    record: Record
    speed: float = 0.0
    clock: Callable[[], float] = time.monotonic
    sleep: Sleep = asyncio.sleep
    seen: Callable[[Planned, Outcome], object] = lambda planned, outcome: None
    """Told of each request once it was answered."""
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    progress: Progress = field(init=False)
    finished: Future[Progress] = field(init=False, default_factory=Future)
    _stopping: threading.Event = field(init=False, default_factory=threading.Event)
    _recorded: Future[object] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.progress = Progress(self.id, len(self.plan))

    def start(self) -> None:
        """Send on a thread of its own; `finished` has the outcome."""
        threading.Thread(target=self.run, name=f"batch-{self.id}", daemon=True).start()

    def stop(self) -> None:
        """Send nothing more after the request that is under way."""
        self._stopping.set()

    def run(self) -> Progress:
        """Send everything and return how it went."""
        try:
            asyncio.run(self._run())
        except BaseException as wrong:
            self.progress = replace(self.progress, state="stopped")
            self.finished.set_exception(wrong)
            raise
        self.finished.set_result(self.progress)
        return self.progress

    async def _run(self) -> None:
        begun = self.clock()
        for planned in self.plan:
            await self._until_due(planned, begun)
            if self._stopping.is_set():
                break
            await self._send(planned)
        if self._recorded:
            # They are kept in order: with the last one all are on the disk. A refusal undoes nothing sent.
            with suppress(Refusal):
                await asyncio.wrap_future(self._recorded)
        stopped = self.progress.sent < len(self.plan)
        self.progress = replace(self.progress, state="stopped" if stopped else "finished")

    async def _until_due(self, planned: Planned, begun: float) -> None:
        """Measured from the beginning, so that slow answers do not push everything after them back."""
        if not self.speed:
            return
        due = begun + (planned.at - self.plan[0].at) / 1_000 / self.speed
        while (left := due - self.clock()) > 0 and not self._stopping.is_set():
            # Short naps, so that a stop is heard soon.
            await self.sleep(min(left, 0.5))

    async def _send(self, planned: Planned) -> None:
        marked = replace(planned.outgoing, headers=(*planned.outgoing.headers, (BATCH_HEADER, self.id)))
        sent_at = now_ms()
        outcome = await self._outcome(marked)
        self._recorded = self.record(_attempt(self.id, replace(planned, outgoing=marked), sent_at, outcome))
        self.progress = self.progress.with_one(outcome)
        self.seen(planned, outcome)

    async def _outcome(self, one: Outgoing) -> Outcome:
        try:
            return await self.sender.send(one)
        except Exception:
            # Our own bug must not cost the requests after it.
            _log.exception("A request could not be sent")
            return Outcome(error="It could not be sent: an error of this program, told in its log.")


def _attempt(batch: str, planned: Planned, sent_at: int, outcome: Outcome) -> Attempt:
    one = planned.outgoing
    answer = outcome.body.decode("utf-8", "replace")[:ANSWER_KEPT]
    return Attempt(
        batch=batch,
        trigger=planned.trigger,
        sent_at=sent_at,
        url=redacted_url(one.url),
        body=redacted_body(one.body),
        method=one.method,
        headers=_json(one.headers),
        delivery_id=planned.delivery_id,
        parent_id=planned.parent_id,
        status=outcome.status,
        answer_headers=_json(_kept(outcome)),
        answer=redacted_text(answer),
        elapsed_us=outcome.elapsed_us,
        error=outcome.error,
    )


def _kept(outcome: Outcome) -> Pairs:
    """The answer's first headers, and before them where it came from when a redirect was followed."""
    followed = ((FOLLOWED, redacted_url(outcome.location)),) if outcome.location else ()
    sizes = accumulate(len(name) + len(value) for name, value in outcome.headers)
    first = [pair for pair, size in zip(outcome.headers, sizes, strict=True) if size <= HEADERS_KEPT]
    return (*followed, *first)


def _json(headers: Pairs) -> str:
    return msgspec.json.encode(redacted_headers(headers)).decode()
