"""Many visits through the sandbox's own code, kept as it would have recorded them; memory stays flat."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from konnektive.funnel import Funnel
from konnektive.sandbox import Sandbox
from konnektive.shipped import shipped_funnels
from konnektive.simulation.chances import Chances
from konnektive.simulation.recorded_visit import VisitRecord
from konnektive.simulation.visit import Visit
from konnektive.simulation.visitor import Crowd

if TYPE_CHECKING:
    from store import Store

BATCH = 250
"""Visits between two looks at the clock and at whoever may cancel."""
FRESH_AFTER = 2_000
"""Visits after which the sandbox forgets its buyers: nobody comes back to an order of an earlier visit."""
IN_FLIGHT = 1_000
"""Visits that may wait for the store's writer."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a simulation is."""

    sessions: int
    calls: int
    seconds: float
    revenue_cents: int = 0
    done: bool = False


def simulate(
    sessions: int,
    seed: int = 1,
    store: Store | None = None,
    chances: Chances | None = None,
    source: str = "simulated",
    until: int | None = None,
) -> Progress:
    """All of it at once; without a store nothing is kept. `until` is UTC ms, now unless told: the end of
    the days over which the visits spread. The same seed and `until` give the same visits."""
    return deque(simulating(sessions, seed, store, chances, source, until), maxlen=1)[0]


def simulating(
    sessions: int,
    seed: int = 1,
    store: Store | None = None,
    chances: Chances | None = None,
    source: str = "simulated",
    until: int | None = None,
    funnel: Funnel | None = None,
) -> Iterator[Progress]:
    """As `simulate`, telling after every batch how far it is; leaving the loop cancels it."""
    chances = chances or Chances()
    began = time.perf_counter()
    factory = _Factory(seed, chances, source, until, funnel or shipped_funnels()["full"])
    kept: deque[Future[object]] = deque()
    for number in range(1, sessions + 1):
        record = factory.visit(number)
        if store:
            kept.append(store.write(record.visit()))
            while len(kept) > IN_FLIGHT:
                kept.popleft().result()
        if number % BATCH == 0:
            yield factory.progress(number, began)
    for future in kept:
        future.result()
    yield factory.progress(sessions, began, done=True)


class _Factory:
    """Makes visits one after another, on a sandbox that is emptied now and then."""

    def __init__(self, seed: int, chances: Chances, source: str, until: int | None, funnel: Funnel) -> None:
        self.chances, self.source, self.seed, self.funnel = chances, source, seed, funnel
        self.chance = Random(seed)  # noqa: S311 - a reproducible crowd, not a secret
        self.crowd = Crowd(chances, time.time_ns() // 1_000_000 if until is None else until)
        self.sandbox = Sandbox(seed=seed)
        self.calls = self.revenue = 0

    def visit(self, number: int) -> VisitRecord:
        """One more visit, made and recorded."""
        if number % FRESH_AFTER == 0:
            self.sandbox = Sandbox(seed=self.seed + number)
        visitor = self.crowd.visitor(self.chance, number)
        record = VisitRecord(self.sandbox, self.source)
        Visit(self.funnel, visitor, self.chances, self.chance, record.answer).walk()
        self.calls += len(record.calls)
        self.revenue += record.revenue
        return record

    def progress(self, sessions: int, began: float, *, done: bool = False) -> Progress:
        return Progress(sessions, self.calls, time.perf_counter() - began, self.revenue, done)
