"""Reading: from bytes to events in steps that are named, with everything mended listed."""

from __future__ import annotations

from kartra.event import Event, Problem, Reading
from kartra.reading.opening import texts
from kartra.reading.reader import Reader
from kartra.reading.trail import Trail
from kartra.reading.verdicts import in_archive, is_something_else, verdict

__all__ = ["read", "shown_text"]


def read(data: bytes, name: str = "") -> Reading:
    """Read any bytes; never raises, costs bounded time and memory, and guesses nothing silently."""
    trail = Trail()
    found = texts(data, trail)
    events: list[Event] = []
    without: list[Problem] = []
    for text in found:
        before = len(trail.seen)
        here = Reader(trail).text(text)
        events += here
        if text.file and not here:
            without.append(in_archive(text, trail, before))
    is_whole = not trail.has_failed and (bool(events) or is_something_else(found, trail))
    if not events:
        trail.problems.append(verdict(found, trail))
    trail.problems += without if events else ()
    problems = (*trail.problems, *trail.unlisted())
    return Reading(name, tuple(trail.steps), tuple(events), problems, is_whole)


def shown_text(data: bytes) -> str:
    """Return the input unpacked and decoded, as a page shows it; an archive's files one after another."""
    return "\n".join(text.content for text in texts(data, Trail()))
