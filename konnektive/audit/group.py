"""A group of calls on its way to becoming a visit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from konnektive.audit.call import Call
from konnektive.audit.pages import RANK
from konnektive.audit.tying import emails, sent_keys
from konnektive.audit.visit import Surroundings, Visit, accepts, goes_on
from konnektive.endpoints import IMPORT_CLICK, IMPORT_ORDER

AFTER_PAUSE = 30 * 60 * 1000
"""Milliseconds without a call after which somebody who comes back is a new visit."""

UNKNOWN = Surroundings()


class Group:
    """Calls tied by ids, and those that were counted in for another reason."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self.tied = tuple(calls)
        self.added: dict[int, tuple[Call, str]] = {}
        self.merged_into: Group | None = None
        self.page = ""
        """The page last clicked so far."""
        self.last = self.tied[-1].number if self.tied else 0
        """The number of its last call."""
        self.seen_until = 0
        """The number of its last call so far."""
        self._fresh = list(calls)
        """The calls that `has_bought` has not looked at."""
        self._accepted = False
        self._sent_on: int | None = None
        self._went_on = 0

    @property
    def is_alone(self) -> bool:
        """One call that sends no id and is tied to no other."""
        return len(self.tied) == 1 and not sent_keys(self.tied[0])

    @cached_property
    def sends_nothing(self) -> bool:
        """None of its calls sends an id: whatever session it was given was not used."""
        return not any(sent_keys(call) for call in self.tied)

    @cached_property
    def first_session(self) -> str:
        """The sessionId that it sends first; empty where it sends none."""
        return next((call.session_id for call in self.tied if call.session_id), "")

    @cached_property
    def first_click(self) -> Call | None:
        """Its first Import Click, if that sends no sessionId."""
        first = next((call for call in self.tied if call.endpoint is IMPORT_CLICK), None)
        return first if first and not first.session_id else None

    @cached_property
    def pages(self) -> set[str]:
        """The page types clicked."""
        return {call.page_type for call in self.tied if call.endpoint is IMPORT_CLICK}

    @cached_property
    def emails(self) -> set[str]:
        """The e-mail addresses sent."""
        return emails(self.tied)

    @cached_property
    def sessions(self) -> set[str]:
        """The sessionIds sent."""
        return {one for call in self.tied if (one := call.session_id)}

    @cached_property
    def orders(self) -> set[str]:
        """The orderIds sent or given."""
        sent = {call.order_id for call in self.tied} | {call.answer.order_id for call in self.tied}
        return sent - {""}

    @property
    def rank(self) -> int:
        """How far along the funnel the page last clicked is; -1 before the first."""
        return RANK.get(self.page, -1)

    def touch(self, call: Call) -> None:
        """Note that this call of the group has come by."""
        self.seen_until = call.number
        if call.endpoint is IMPORT_CLICK:
            self.page = call.page_type or self.page

    def add(self, calls: Sequence[Call], reason: str) -> None:
        """Count calls in that no id ties to the group."""
        for call in calls:
            self.added[call.number] = (call, reason)
            self.last = max(self.last, call.number)
            self.touch(call)
            self._fresh.append(call)
            self.pages |= {call.page_type} if call.endpoint is IMPORT_CLICK else set()

    def has_bought(self) -> bool:
        """Whether an order counts as accepted, as `Visit.accepted` has it; each call is looked at once."""
        for call in self._fresh:
            if accepts(call):
                self._accepted = True
            elif goes_on(call):
                self._went_on = max(self._went_on, call.number)
            elif call.endpoint is IMPORT_ORDER and call.answer.result == "MERC_REDIRECT":
                self._sent_on = min(self._sent_on or call.number, call.number)
        self._fresh.clear()
        return self._accepted or (self._sent_on is not None and self._sent_on < self._went_on)

    def visit(self, surroundings: Surroundings = UNKNOWN) -> Visit:
        """The calls as a visit, in the order they were sent."""
        if not self.added:
            return Visit(self.tied, {}, surroundings)
        calls = sorted((*self.tied, *(call for call, _ in self.added.values())), key=lambda call: call.number)
        reasons = {number: reason for number, (_, reason) in self.added.items()}
        return Visit(tuple(calls), reasons, surroundings)
