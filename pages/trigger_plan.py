"""What the trigger page's parts hand each other: how to send, and what was prepared for it."""

from __future__ import annotations

from dataclasses import dataclass

from kartra.sending.headers import Pairs
from kartra.sending.planned import Planned


@dataclass(frozen=True, slots=True)
class How:
    """Where to send and at which pace."""

    url: str
    headers: Pairs = ()
    problem: str = ""
    """What is wrong with address or headers; empty when nothing is."""
    speed: float = 0.0
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """Requests ready to be sent, or the reason why there are none."""

    plan: tuple[Planned, ...] = ()
    problem: str = ""
    empty: str = ""
    """What to do first, when nothing was chosen yet."""
