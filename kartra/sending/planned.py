"""What is to be sent, in order: from generated callbacks, from stored deliveries, from earlier attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from kartra.generation import Callback, Unfit
from kartra.generation.arrived import edited_body
from kartra.pasted import sent_by
from kartra.sending.headers import MARKS, Pairs, repeatable
from kartra.sending.outgoing import Outgoing
from privacy import MASK
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
        body = _edited(f"delivery {one.line.id}", one.body, one.line.content_type, edits)
        place = _with_query(one, url)
        if isinstance(body, Unfit):
            return body
        if isinstance(place, Unfit):
            return place
        outgoing = Outgoing(
            place,
            body,
            sent_by(one.line.method),
            (*_without(repeatable(one.headers), headers), (REPLAY_OF, str(one.line.id)), *headers),
        )
        about = next((event.amount_cents for event in one.line.events), None)
        planned.append(Planned(outgoing, one.line.received_at, _replay(one, body), one.line.id, cents=about))
    return tuple(planned)


def _replay(one: Whole, body: bytes) -> str:
    said = "replay edited" if body != one.body else "replay"
    return _reason(said, one.line.events[0].action) if one.line.events else said


def of_attempt(
    attempt: AttemptWhole, url: str = "", edits: Sequence[str] = (), headers: Pairs = ()
) -> Planned | Unfit:
    """An earlier attempt once more, as it was sent or edited."""
    line, name = attempt.line, f"attempt {attempt.line.id}"
    if not url and MASK in line.url:
        return Unfit(name, "a secret in its address was masked when it was kept; say where to send it.")
    types = (value for header, value in attempt.headers if header.lower() == "content-type")
    body = _edited(name, attempt.body, next(types, ""), edits)
    if isinstance(body, Unfit):
        return body
    kept = (*_without(repeatable(attempt.headers), headers), *headers)
    outgoing = Outgoing(url or line.url, body, line.method, kept)
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


def _edited(name: str, body: bytes, content_type: str, edits: Sequence[str]) -> bytes | Unfit:
    changed = edited_body(body, content_type, edits)
    if isinstance(changed, Unfit):
        return Unfit(changed.edit, f"{name} can not be edited so: {changed.reason}")
    return changed


def _with_query(one: Whole, url: str) -> str | Unfit:
    """The delivery's own query goes along: a postback carries everything there.

    What was masked in it when it was kept is not sent so; the address has to say it anew.
    """
    given = {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    parts = one.line.query.split("&") if one.line.query else []
    masked = {part for part in parts if MASK in part}
    names = {unquote_plus(part.partition("=")[0]) for part in masked}
    if url and (missing := sorted(names - given)):
        reason = (
            f"in its query {missing[0]!r} was masked when it was kept; give it in the address to send to."
        )
        return Unfit(f"delivery {one.line.id}", reason)
    query = "&".join(part for part in parts if part not in masked)
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
