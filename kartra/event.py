"""What reading gives: events with findings, and problems with their place in the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warn", "info"]
Surface = Literal["outbound", "ipn"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one event's content; `path` is where, from the event's root (`lead.email`)."""

    code: str
    path: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the input as text: what stood in the way of reading, or was mended on the way."""

    code: str
    line: int | None
    column: int | None
    """Counted from 1, in characters; None when the input as a whole is meant."""
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Event:
    """One Kartra event. Values are as they came and keep their JSON type; nothing is invented."""

    action: str | None
    """The action as it came; None on an IPN post, which names a `transaction_type` in `details` instead."""
    surface: Surface
    documented: bool
    """Whether the catalogue has the action; IPN: whether it has the transaction type."""
    line: int
    """The line of the input on which the event starts, from 1."""
    lead: Mapping[str, Any]
    """The lead's fields; empty when the event has none. IPN: the person's fields without their prefix."""
    details_key: str | None
    """The key under `action_details`; None when there is none, and on an IPN post."""
    details: Mapping[str, Any]
    """What stands under that key; a bare value is kept under its own key (`{"points": 5}`)."""
    findings: tuple[Finding, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)
    """Everything else that stood in the event, by its path: unknown keys beside lead and action."""
    received_at: str | None = None
    """When a receiver's envelope says the event arrived, as it came; the body itself has no event time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one input: the steps taken, the events found, the problems met."""

    name: str
    steps: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True
    """Whether it could be read to its end; it may hold no event all the same."""

    @property
    def worst(self) -> Severity | None:
        """The highest severity among problems and findings."""
        found = {problem.severity for problem in self.problems}
        found |= {finding.severity for event in self.events for finding in event.findings}
        return "error" if "error" in found else "warn" if "warn" in found else "info" if found else None
