"""The same step made on a fresh sandbox, to hold the real CRM's answer against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from konnektive.exchange import Exchange
from konnektive.run import Run, started
from konnektive.sandbox import Sandbox
from konnektive.target import sandbox_client


def mirrored(run: Run, index: int, edits: Callable[[int], Mapping[str, str]] = lambda index: {}) -> Exchange:
    """What a sandbox that nobody else sees answers to that step, after the steps before it.

    Funnel, buyer, landing URL and edits are the walk's own; its ids are the sandbox's.
    """
    client = sandbox_client(Sandbox())
    fresh = started(run.funnel, run.seed, run.buyer, run.landing)
    *_, made = fresh.to_end(client, until=index + 1, stop_on_refusal=False, edits=edits)
    return made.attempts_at(index)[-1].exchange
