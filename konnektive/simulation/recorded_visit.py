"""A simulated visit as the sandbox's recorder keeps a real one."""

from __future__ import annotations

import time
from typing import Any

from konnektive.draft import Params
from konnektive.sandbox import Answered, Happened, Sandbox
from konnektive.sandbox.noted_call import Noted, noted, recorded
from konnektive.target import DEMO
from store import RecordedVisit, VisitFacts

LOGIN = {"loginId": DEMO[0], "password": DEMO[1]}


class VisitRecord:
    """Answers one visit's calls from a sandbox and notes each; the notes become rows when asked."""

    __slots__ = ("_sandbox", "_source", "calls", "revenue")

    def __init__(self, sandbox: Sandbox, source: str) -> None:
        self._sandbox, self._source = sandbox, source
        self.calls: list[Noted] = []
        self.revenue = 0
        """Cents that the visit took in."""

    def answer(self, path: str, params: Params, moment: int) -> Answered:
        """The sandbox's answer at that moment (UTC ms), noted."""
        sandbox = self._sandbox
        sandbox.account.clock.set_at = moment
        sent = LOGIN | params
        began = time.perf_counter_ns()
        answered = sandbox.answer("POST", path, sent)
        elapsed = (time.perf_counter_ns() - began) // 1000
        self.revenue += answered.revenue
        happened = Happened(path, sent, answered, moment, elapsed, self._source, "127.0.0.1")
        self.calls.append(noted(sandbox, happened, f"alone-{moment}"))
        return answered

    def visit(self) -> RecordedVisit:
        """The visit with all its calls, redacted."""
        kept = [recorded(one) for one in self.calls]
        return RecordedVisit(
            kept[0].key, merged([one.visit for one in kept]), tuple(one.call for one in kept)
        )


def merged(facts: list[VisitFacts]) -> VisitFacts:
    """What the calls tell together: a later one adds, and no call takes a sale back."""
    told: dict[str, Any] = {}
    for one in facts:
        for name in one.__struct_fields__:
            value = getattr(one, name)
            if value and not (name == "outcome" and told.get(name) == "sold"):
                told[name] = value
    return VisitFacts(**told)
