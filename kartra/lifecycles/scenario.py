"""A scenario: what happens to one person, as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from kartra.generation.dates import DAY, HOUR, MINUTE, SECOND
from kartra.generation.shop import Billing

WHEN_DUE = "when due"
"""An `after:` that waits until the plan's next instalment falls due."""

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
    """The earlier step whose payment this one continues or reverses; the last one paid unless said."""
    after: str = "1 s"
    """How long after the step before: `3 days`, `40 s`, `when due`."""
    product: str = ""
    billing: Billing | None = None
    thing: str = ""
    """The name of the tag, list, video, form, ... where there are several; may hold `${step.field}`."""
    share: Annotated[float, msgspec.Meta(gt=0, le=1)] | None = None
    """How much of it a partial refund gives back, up to 1; half of it unless said."""
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


def waiting(after: str) -> int | None:
    """Milliseconds of `3 days` or `40 s`; none when it is not a length of time."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]+?)s?", after.strip().lower(), re.ASCII)
    if match is None:
        return 0 if after.strip() == "0" else None
    # `40 s` ends in the very letter that marks a plural.
    unit = _UNITS.get(match[2]) or _UNITS.get(match[2] + "s")
    return round(float(match[1]) * unit) if unit else None
