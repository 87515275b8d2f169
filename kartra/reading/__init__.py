"""Reading: from bytes to events in steps that are named, with everything mended listed."""

from __future__ import annotations

from kartra.event import Reading
from kartra.reading.opening import texts
from kartra.reading.reader import Reader
from kartra.reading.trail import Trail
from kartra.reading.verdicts import verdict

__all__ = ["read", "shown_text"]


def read(data: bytes, name: str = "") -> Reading:
    """Read any bytes; never raises, costs bounded time and memory, and guesses nothing silently."""
    trail = Trail()
    found = texts(data, trail)
    events = [event for text in found for event in Reader(trail).text(text)]
    if not events:
        trail.problems.append(verdict(found, trail))
    problems = (*trail.problems, *trail.unlisted())
    return Reading(name, tuple(trail.steps), tuple(events), problems)


def shown_text(data: bytes) -> str:
    """Return the input unpacked and decoded, as a page shows it; an archive's files one after another."""
    return "\n".join(text.content for text in texts(data, Trail()))
