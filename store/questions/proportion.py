"""A part of a whole, with both counts kept beside the percent and its 95 % interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
ENOUGH = 30
"""Below this many, a rate is shown but flagged: the interval is too wide to act on."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """`part` of `whole`; an empty whole has no rate rather than a rate of zero."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def is_enough(self) -> bool:
        return self.whole >= ENOUGH

    @property
    def percent(self) -> str:
        return f"{100 * self.part / self.whole:.1f} %" if self.whole else "–"

    @property
    def text(self) -> str:
        """Never a lone percent: `62.5 % (50 of 80)`."""
        return f"{self.percent} ({self.part:,} of {self.whole:,})"

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval; (0, 1) when nothing was counted."""
        if not self.whole:
            return 0.0, 1.0
        n, p = self.whole, self.part / self.whole
        scale = 1 + Z_95**2 / n
        middle = (p + Z_95**2 / (2 * n)) / scale
        half = Z_95 * sqrt(p * (1 - p) / n + Z_95**2 / (4 * n * n)) / scale
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def interval_text(self) -> str:
        low, high = self.interval
        flag = "" if self.is_enough else f"; only {self.whole:,} counted, too few to act on"
        return f"95 % interval {100 * low:.1f} to {100 * high:.1f} %{flag}"
