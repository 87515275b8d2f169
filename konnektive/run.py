"""One walk through a funnel as a value: every action returns the next Run and keeps all attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from konnektive.attempt import Attempt, Mark, paypal_return
from konnektive.audit import Finding
from konnektive.audit.call import Call
from konnektive.audited import call_made, found_before
from konnektive.breaks import Break, broken_params
from konnektive.buyer import Buyer, seeded_buyer
from konnektive.client import address
from konnektive.draft import Situation, drafted
from konnektive.endpoints import IMPORT_CLICK
from konnektive.funnel import Funnel, Step
from konnektive.landing import Landing
from konnektive.live import Calls


@dataclass(frozen=True, slots=True)
class Run:
    """A walk so far. Positions and step numbers count from 0; position == len(steps) means at the end."""

    funnel: Funnel
    buyer: Buyer
    landing: Landing = field(default_factory=Landing)
    seed: int = 1
    position: int = 0
    attempts: tuple[Attempt, ...] = ()
    skipped: frozenset[int] = frozenset()
    carried: Mapping[str, str] = field(default_factory=dict)
    breaks: Mapping[str, Break] = field(default_factory=dict)
    returned: Mapping[int, bool] = field(default_factory=dict)
    """Steps whose buyer was sent on and came back: approved or not."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The funnel's calls in order."""
        return self.funnel.steps

    @property
    def step(self) -> Step | None:
        """Where the walk stands; None at the end."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    def attempts_at(self, index: int) -> tuple[Attempt, ...]:
        """What was fired at a step, oldest first."""
        return tuple(one for one in self.attempts if one.step == index)

    def mark(self, index: int) -> Mark:
        """How a step stands: its last attempt decides."""
        tried = self.attempts_at(index)
        if tried:
            return tried[-1].exchange.outcome
        return "skipped" if index in self.skipped else "waiting"

    def draft(self, index: int | None = None) -> dict[str, str]:
        """What a well-made funnel would send now at that step (here unless told), without breaks."""
        step = self.steps[self.position if index is None else index]
        return drafted(
            Situation(
                step, self.funnel, self.buyer, self.landing, self.carried, "sessionId" not in self.carried
            )
        )

    def to_send(self, params: Mapping[str, str] | None = None) -> dict[str, str]:
        """The parameters as they would leave now: the draft unless given, with the breaks applied."""
        return broken_params(self.draft() if params is None else params, self.breaks, self.seed)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The attempts as the audit reads them."""
        return tuple(one.call for one in self.attempts if one.call)

    def findings(self, base_url: str, params: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
        """What the audit's rules hold against the current call, breaks included, before it is sent there."""
        step = self.step
        if step is None:
            return ()
        return found_before(address(base_url, step.endpoint), self.to_send(params), self.visit_calls)

    @property
    def visit_calls(self) -> tuple[Call, ...]:
        """A click that opened no session is no part of a visit yet: the next one is still its first."""
        return tuple(
            one for one in self.calls if one.endpoint.path != IMPORT_CLICK.path or one.answer.succeeded
        )

    def fire(self, client: Calls, params: Mapping[str, str] | None = None) -> Run:
        """The same place after one more attempt."""
        step = self.step
        if step is None:
            return self
        whole = self.draft() if params is None else dict(params)
        sent = self.to_send(whole)
        exchange = client.call(step.endpoint, sent)
        broken = tuple((name, how) for name, how in self.breaks.items() if name in whole)
        found = found_before(exchange.url, sent, self.visit_calls)
        call = call_made(exchange, sent, len(self.attempts) + 1)
        return self.with_attempt(Attempt(step.index, exchange, broken, found, call))

    def with_attempt(self, attempt: Attempt) -> Run:
        """The walk with an attempt added, and what its answer minted carried on."""
        carried = {**self.carried, **attempt.exchange.minted, **paypal_return(attempt.exchange)}
        return replace(
            self,
            attempts=(*self.attempts, attempt),
            carried=carried,
            skipped=self.skipped - {attempt.step},
        )

    def advance(self, client: Calls, params: Mapping[str, str] | None = None) -> Run:
        """Fire, and go on to the next step unless the call was refused or failed."""
        fired = self.fire(client, params)
        return fired.next() if fired.mark(self.position) in ("accepted", "redirect") else fired

    def next(self) -> Run:
        """One step on, whatever happened at this one."""
        return self.at(self.position + 1)

    def with_return(self, index: int, approved: bool) -> Run:
        """The walk after a buyer who was sent on at that step came back."""
        return replace(self, returned={**self.returned, index: approved})

    def skip(self) -> Run:
        """One step on, with this one marked as left out unless it was fired."""
        fired = bool(self.attempts_at(self.position))
        return replace(self.next(), skipped=self.skipped if fired else self.skipped | {self.position})

    def at(self, index: int) -> Run:
        """The same walk standing at another step, back or ahead."""
        return replace(self, position=max(0, min(index, len(self.steps))))

    def restarted(self) -> Run:
        """The same funnel, buyer and breaks, with nothing fired."""
        return Run(self.funnel, self.buyer, self.landing, self.seed, breaks=self.breaks)

    def breaking(self, name: str, how: Break | None) -> Run:
        """The walk with one carried id broken on purpose, or mended."""
        others = {kept: way for kept, way in self.breaks.items() if kept != name}
        return replace(self, breaks=others | ({name: how} if how else {}))

    def to_end(
        self,
        client: Calls,
        *,
        until: int | None = None,
        stop_on_refusal: bool = True,
        edits: Callable[[int], Mapping[str, str]] = lambda index: {},
    ) -> Iterator[Run]:
        """Fire step after step up to (not including) `until`, yielding the walk after each.

        `edits` gives a step's parameters that differ from the draft; an empty value leaves one out.
        """
        run, last = self, len(self.steps) if until is None else until
        while run.position < last:
            whole = {**run.draft(), **edits(run.position)}
            fired = run.advance(client, {name: value for name, value in whole.items() if value})
            stopped = fired.position == run.position
            run = fired.next() if stopped and not stop_on_refusal else fired
            yield run
            if stopped and stop_on_refusal:
                return


def started(funnel: Funnel, seed: int = 1, buyer: Buyer | None = None, landing: Landing | None = None) -> Run:
    """A walk before its first call."""
    return Run(funnel, buyer or seeded_buyer(seed), landing or Landing(), seed)
