"""A scenario: what happens to one person, as a readable file (YAML or JSON)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
import yaml

from kartra.generation.dates import DAY, HOUR, MINUTE, SECOND
from kartra.generation.shop import PRODUCTS, Billing
from kartra.generation.story import KINDS, transaction_type
from kartra.lifecycles.mutations import MUTATIONS

WHEN_DUE = "when due"
"""An `after:` that waits until the plan's next instalment falls due."""

LARGEST = 64 * 1024
"""Characters of a scenario file: a story of thousands of steps fits."""

_UNITS = {
    "s": SECOND, "second": SECOND, "m": MINUTE, "min": MINUTE, "minute": MINUTE,
    "h": HOUR, "hour": HOUR, "d": DAY, "day": DAY, "week": 7 * DAY,
}  # fmt: skip


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"name_": "as"}):
    """One thing that happens."""

    event: str | tuple[str, ...]
    """A kind, or several that report the same payment on both surfaces."""
    name_: str = ""
    """What later steps call it (`as:` in the file)."""
    of: str = ""
    """The earlier step whose payment this one continues or reverses."""
    after: str = "1 s"
    """How long after the step before: `3 days`, `40 s`, `when due`."""
    product: str = ""
    billing: Billing | None = None
    thing: str = ""
    """The name of the tag, list, video, form, ... where there are several."""
    share: float = 0.5
    """How much of it a partial refund gives back, 0 to 1."""
    set: Mapping[str, Any] = {}
    """Fields to set by path; text may hold `${step.field}`."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The events that the step sends."""
        return (self.event,) if isinstance(self.event, str) else self.event


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens, in order. Once read, it can be told: its references lead to earlier steps."""

    title: str
    steps: tuple[Step, ...]
    says: str = ""
    """What it is about, in a sentence."""
    edition: Literal["2020", "later"] = "later"
    mutate: tuple[str, ...] = ()
    """What goes wrong on the way: names of `MUTATIONS`."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file is no scenario, with the place."""

    reason: str


def scenario(text: str) -> Scenario | Unreadable:
    """Read a scenario from YAML or JSON text."""
    if len(text) > LARGEST:
        return Unreadable(f"A scenario holds at most {LARGEST} characters.")
    try:
        read = msgspec.convert(yaml.safe_load(text), Scenario)
    except yaml.YAMLError as wrong:
        return Unreadable(f"Not YAML: {' '.join(str(wrong).split())}")
    except (msgspec.ValidationError, RecursionError) as wrong:
        return Unreadable(f"{wrong}.")
    if unknown := [name for name in read.mutate if name not in MUTATIONS]:
        return Unreadable(f"There is no mutation {unknown[0]}; there are {', '.join(MUTATIONS)}.")
    wrong_step = next((found for number, _ in enumerate(read.steps) if (found := _wrong(read, number))), None)
    return Unreadable(wrong_step) if wrong_step else read


def waiting(after: str) -> int | None:
    """Milliseconds of `3 days` or `40 s`; none when it is not a length of time."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]+?)s?", after.strip().lower())
    if match is None:
        return 0 if after.strip() == "0" else None
    # `40 s` ends in the very letter that marks a plural.
    unit = _UNITS.get(match[2]) or _UNITS.get(match[2] + "s")
    return round(float(match[1]) * unit) if unit else None


def _wrong(read: Scenario, number: int) -> str:
    """What is wrong with that step; empty when nothing is."""
    step, place = read.steps[number], f"Step {number + 1}"
    earlier = {one.name_: one for one in read.steps[:number] if one.name_}
    unknown = [kind for kind in step.kinds if kind not in KINDS]
    if unknown or not step.kinds:
        return f"{place}: there is no event {', '.join(unknown) or 'at all'}."
    types = {transaction_type(kind) for kind in step.kinds}
    if len(types) > 1:
        return f"{place}: {' and '.join(step.kinds)} do not report the same payment."
    if step.of and (step.of not in earlier or None in {transaction_type(k) for k in earlier[step.of].kinds}):
        return f"{place}: `of: {step.of}` names no earlier step with a payment."
    if step.after != WHEN_DUE and waiting(step.after) is None:
        return f"{place}: `after: {step.after}` is no length of time; write 40 s, 3 days or {WHEN_DUE}."
    if step.after == WHEN_DUE and not step.of:
        return f"{place}: `{WHEN_DUE}` needs `of:`, the payment whose plan goes on."
    products = [one.name for one in PRODUCTS]
    if step.product and step.product not in products:
        return f"{place}: there is no product {step.product!r}; there are {', '.join(products)}."
    return ""
