"""A scenario as a readable file, YAML or JSON: read into a value, or refused with place and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartra.generation.dates import DAY
from kartra.lifecycles.mutations import MUTATIONS
from kartra.lifecycles.plan import Impossible, plan
from kartra.lifecycles.scenario import Scenario, Unreadable, waiting
from kartra.lifecycles.scenario_shape import shaped, step_place
from kartra.lifecycles.scenario_text import LARGEST, close, plain
from kartra.lifecycles.step_rules import wrong

__all__ = ["LARGEST", "scenario"]

LONGEST = 100 * 365 * DAY
"""Milliseconds that a story may wait in all; Kartra's dates have four digits for the year."""


def scenario(text: str) -> Scenario | Unreadable:
    """Read a scenario from YAML or JSON text."""
    told = plain(text)
    if isinstance(told, Unreadable):
        return told
    read = shaped(told)
    if isinstance(read, Unreadable):
        return read
    problem = next(_problems(read, told.lines), "")
    return Unreadable(problem) if problem else read


def _problems(read: Scenario, lines: Sequence[int]) -> Iterator[str]:
    """What keeps it from being told, in the order of the file."""
    if unknown := [name for name in read.mutate if name not in MUTATIONS]:
        hint = close(unknown[0], MUTATIONS) or f"; there are {', '.join(MUTATIONS)}."
        yield f"There is no mutation {unknown[0]}{hint}"
    if not read.steps:
        yield "A story has at least one step."
    earlier: dict[str, int] = {}
    for place, step in enumerate(read.steps):
        if problem := wrong(step, earlier, read.steps):
            yield f"{step_place(place, lines)}{problem}"
        if step.name_:
            earlier[step.name_] = place
    if sum(waiting(step.after) or 0 for step in read.steps) > LONGEST:
        yield "It takes more than a hundred years; wait less in `after:`."
    if isinstance(impossible := plan(read), Impossible):
        yield f"{step_place(impossible.step, lines)}{impossible.reason}"
