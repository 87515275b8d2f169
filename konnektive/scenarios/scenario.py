"""A scenario: a funnel, what goes differently in it, and what should be true in the CRM afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from konnektive.breaks import Break
from konnektive.draft import Params
from konnektive.sandbox.faults import Fault

Then = Literal["next", "again", "leave"]


@dataclass(frozen=True, slots=True)
class Twist:
    """What goes differently at one call."""

    page: str
    path: str
    changes: Mapping[str, str] = field(default_factory=dict)
    """Parameters sent otherwise; an empty value leaves one out."""
    forgets: tuple[str, ...] = ()
    """Ids that the funnel does not know any more when it makes the call."""
    makes: Callable[[Params], Params] | None = None
    """Or a change of the whole call."""
    then: Then = "next"
    """Go on, make the call again as it should be, or leave the funnel."""
    times: int = 1
    """How often it is sent: a double click sends twice."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the CRM holds after a walk."""

    orders: int = 0
    """Accepted and charged."""
    upsells: int = 0
    partials: int = 0
    """People who are known and have not bought."""
    declined: int = 0
    sessions: int = 1
    credited: str = ""
    """affId on the order, or on the partial where there is none."""
    linked: bool = True
    """Every order or partial is tied to a session of this sandbox."""
    mailed: bool = False
    """The confirmation was asked for."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way a visit can go."""

    name: str
    title: str
    should: str
    """What a well-made funnel does about it, in a sentence."""
    truth: Truth
    funnel: str = "full"
    twists: tuple[Twist, ...] = ()
    breaks: Mapping[str, Break] = field(default_factory=dict)
    """Ids broken from the second call on."""
    faults: tuple[Fault, ...] = ()
    refused: tuple[str, ...] = ()
    """Paths whose calls the CRM should refuse."""
    failed: tuple[str, ...] = ()
    """Paths whose calls should stay without a right answer."""
    rules: tuple[str, ...] = ()
    """Audit rules that should speak up: the mistake is found."""
    landing: str = ""
    """Another landing URL."""
    revisits: str = ""
    """A pageType that is opened again before the thank-you page: the back button."""

    def twist(self, page: str, path: str) -> Twist | None:
        """What goes differently at a call of that page."""
        return next((one for one in self.twists if (one.page, one.path) == (page, path)), None)
