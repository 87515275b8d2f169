"""Where an edit goes among several events: where its field is, else where the field above it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kartra.generation import Callback, Unfit, edited
from kartra.generation.edits import Edit, Path, whole


def placed(
    callbacks: Sequence[Callback], change: Edit, *, anywhere: bool = False
) -> tuple[Callback, ...] | Unfit:
    """The callbacks with the change made in each that has a place for it.

    `anywhere` adds a field that has no place above it to each of them.
    """
    goal = _goal(callbacks, change, anywhere)
    if not goal:
        return Unfit(".".join(map(str, change.path)), "no event of these has such a field" + _remedy(change))
    made: list[Callback] = []
    for place, one in enumerate(callbacks):
        after = edited(one, [change]) if place in goal else one
        if isinstance(after, Unfit):
            return after
        made.append(after)
    return tuple(made)


def _goal(callbacks: Sequence[Callback], change: Edit, anywhere: bool) -> set[int]:
    there = _having(callbacks, change.path)
    if there or change.remove:
        return there
    above = _having(callbacks, change.path[:-1]) if len(change.path) > 1 else set()
    return above or (set(range(len(callbacks))) if anywhere else set())


def _having(callbacks: Sequence[Callback], place: Path) -> set[int]:
    return {number for number, one in enumerate(callbacks) if _there(one.payload, place)}


def _there(payload: Mapping[str, Any], place: Path) -> bool:
    holder: Any = payload
    for step in whole(place, payload):
        if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            holder = holder[step]
        elif isinstance(holder, Mapping) and str(step) in holder:
            holder = holder[str(step)]
        else:
            return False
    return True


def _remedy(change: Edit) -> str:
    return "." if change.remove else "; to add one, write its whole path, such as lead.nickname."
