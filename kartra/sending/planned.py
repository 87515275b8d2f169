"""What is to be sent, in order: from generated callbacks, from stored deliveries, from earlier attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kartra.generation import Callback, Unfit
from kartra.generation.arrived import edited_body
from kartra.sending.headers import MARKS, Pairs, repeatable
from kartra.sending.outgoing import Outgoing
from store.attempts import AttemptWhole
from store.inbox import Whole

REPLAY_OF = f"{MARKS}replay-of"
"""Header that marks a delivery sent again, with the original's number."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One request of a batch and where it comes from."""

    outgoing: Outgoing
    at: int
    """When it happened, in UTC milliseconds: only the distances matter."""
    trigger: str
    delivery_id: int | None = None
    parent_id: int | None = None
    cents: int | None = None
    """What it is about, where it reports an amount."""


def of_callbacks(
    callbacks: Sequence[Callback], url: str, trigger: str = "", headers: Pairs = ()
) -> tuple[Planned, ...]:
    """The callbacks as Kartra would post them."""
    return tuple(
        Planned(
            _outgoing(url, one.body, one.content_type, headers),
            one.at,
            _reason(trigger, one.name),
            cents=one.payment.full_cents if one.payment and one.payment.type != "cancellation" else None,
        )
        for one in callbacks
    )


def of_deliveries(
    deliveries: Sequence[Whole], url: str, edits: Sequence[str] = (), headers: Pairs = ()
) -> tuple[Planned, ...] | Unfit:
    """Stored deliveries, in the order they arrived; the edits go into each body that can be read."""
    planned = []
    for one in sorted(deliveries, key=lambda whole: (whole.line.received_at, whole.line.id)):
        body = _edited(one, edits)
        if isinstance(body, Unfit):
            return body
        outgoing = Outgoing(
            _with_query(url, one.line.query),
            body,
            one.line.method,
            (*_without(repeatable(one.headers), headers), (REPLAY_OF, str(one.line.id)), *headers),
        )
        about = next((event.amount_cents for event in one.line.events), None)
        planned.append(Planned(outgoing, one.line.received_at, _replay(one, body), one.line.id, cents=about))
    return tuple(planned)


def _replay(one: Whole, body: bytes) -> str:
    said = "replay edited" if body != one.body else "replay"
    return _reason(said, one.line.events[0].action) if one.line.events else said


def of_attempt(attempt: AttemptWhole, url: str = "") -> Planned:
    """An earlier attempt once more, as it was sent."""
    line = attempt.line
    outgoing = Outgoing(url or line.url, attempt.body, line.method, repeatable(attempt.headers))
    return Planned(outgoing, line.sent_at, line.trigger, line.delivery_id, parent_id=line.id)


def repeated(plan: Sequence[Planned], times: int) -> tuple[Planned, ...]:
    """The plan so often; each round starts a second after the one before."""
    if not plan:
        return ()
    round_ms = plan[-1].at - plan[0].at + 1_000
    return tuple(replace(one, at=one.at + turn * round_ms) for turn in range(times) for one in plan)


def _outgoing(url: str, body: bytes, content_type: str, headers: Pairs) -> Outgoing:
    return Outgoing(url, body, headers=(*_without((("content-type", content_type),), headers), *headers))


def _without(headers: Pairs, given: Pairs) -> Pairs:
    """The headers that are not given otherwise."""
    names = {name.lower() for name, _ in given}
    return tuple((name, value) for name, value in headers if name.lower() not in names)


def _reason(trigger: str, name: str) -> str:
    return ": ".join(part for part in (trigger, name) if part)


def _edited(one: Whole, edits: Sequence[str]) -> bytes | Unfit:
    body = edited_body(one.body, one.line.content_type, edits)
    if isinstance(body, Unfit):
        return Unfit(body.edit, f"delivery {one.line.id} can not be edited so: {body.reason}")
    return body


def _with_query(url: str, query: str) -> str:
    """The delivery's own query goes along: a postback carries everything there."""
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"
