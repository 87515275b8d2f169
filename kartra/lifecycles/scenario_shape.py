"""A story's fields and what each may hold: plain values become a `Scenario`, or the place is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec

from kartra.generation.editions import EDITIONS
from kartra.generation.shop import PRODUCTS, Billing
from kartra.lifecycles.mutations import MUTATIONS
from kartra.lifecycles.scenario import WHEN_DUE, Scenario, Step, Unreadable
from kartra.lifecycles.scenario_text import Told, close

_EXPECTED: Mapping[str, str] = {
    "title": "text, in quotes where it looks like a number",
    "says": "text, in quotes where it looks like a number",
    "steps": "a list, each step after a dash",
    "edition": f"one of {', '.join(EDITIONS)}, in quotes",
    "mutate": f"a list of {', '.join(MUTATIONS)}",
    "event": "the name of an event, or a list of such names",
    "as": "a plain word in quotes",
    "of": "the name of an earlier step",
    "after": f"a length of time such as 40 s or 3 days, or {WHEN_DUE}",
    "product": f"one of {', '.join(one.name for one in PRODUCTS)}",
    "billing": f"one of {', '.join(get_args(Billing))}",
    "thing": "a name in quotes",
    "share": "a number above 0 and at most 1",
    "set": "fields and their values, such as {lead.company: ACME}",
}
"""What each field of a story holds."""


def shaped(told: Told) -> Scenario | Unreadable:
    """The story, or the first field that is unknown, missing or holds something else."""
    value = told.value
    if not isinstance(value, Mapping):
        return Unreadable("A story has fields, `title:` and `steps:` at least.")
    if reason := _unknown(value, Scenario, "At the top: "):
        return Unreadable(reason)
    steps = value["steps"] if isinstance(value["steps"], list) else []
    for number, step in enumerate(steps):
        place = step_place(number, told.lines)
        if not isinstance(step, Mapping):
            return Unreadable(f"{place}a step has fields; write `event: buy_product`.")
        if reason := _unknown(step, Step, place):
            return Unreadable(reason)
    try:
        return msgspec.convert(value, Scenario)
    except msgspec.ValidationError as wrong:
        return Unreadable(_misfit(str(wrong), told.lines))


def step_place(step: int, lines: Sequence[int]) -> str:
    """`Step 2 (line 5): ` for the step counted from 0."""
    line = f" (line {lines[step]})" if step < len(lines) else ""
    return f"Step {step + 1}{line}: "


def _unknown(value: Mapping[str, Any], shape: Any, place: str) -> str:
    fields = msgspec.structs.fields(shape)
    names = [one.encode_name for one in fields]
    for name in value:
        if name not in names:
            hint = close(name, names) or f"; there are {', '.join(names)}."
            return f"{place}there is no field `{name}:`{hint}"
    missing = [one.encode_name for one in fields if one.required and one.encode_name not in value]
    return f"{place}`{missing[0]}:` is missing; it holds {_EXPECTED[missing[0]]}." if missing else ""


def _misfit(message: str, lines: Sequence[int]) -> str:
    """The checker's message in a story's own words."""
    place = re.search(r" - at `\$\.(?:steps\[(\d+)\]\.?)?(\w+)?", message)
    if place is None or place[2] not in _EXPECTED:
        return f"{message}."
    at = step_place(int(place[1]), lines) if place[1] else ""
    return f"{at}`{place[2]}:` should hold {_EXPECTED[place[2]]}."
