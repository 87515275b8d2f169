"""A sentence for each event, with what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartra.commands.reading.safe import safe
from kartra.commands.reading.spool import spooled
from kartra.commands.reading.told import Told
from kartra.event import Event, Problem
from kartra.sentence import sentence
from privacy import redacted_text


def as_text(files: Sequence[Told]) -> Iterator[str]:
    """The files one after another, in parts that make up the text."""
    for told in files:
        with spooled(map(_event, told.read())) as events:
            steps = ", ".join(told.steps) or "no steps"
            yield f"{told.name}: {told.events} event{'' if told.events == 1 else 's'} ({steps})\n"
            yield from events
        yield from map(_problem, told.problems)


def _event(event: Event) -> str:
    found = (f"    {f.severity}: {f.path}: {safe(f.message)}\n" for f in event.findings)
    return f"  line {event.line}: {redacted_text(sentence(event))}\n{''.join(found)}"


def _problem(problem: Problem) -> str:
    place = f"line {problem.line}, column {problem.column}: " if problem.line else ""
    return f"  {problem.severity}: {place}{safe(problem.message)}\n"
