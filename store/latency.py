"""Response times as a histogram whose steps are two per cent wide, so any days can be added up."""

from __future__ import annotations

import math
from functools import lru_cache

_STEP = math.log(1.02)


@lru_cache(maxsize=8192)
def bucket(elapsed_us: int) -> int:
    """The histogram's step for a duration in microseconds."""
    return int(math.log(max(elapsed_us, 1)) / _STEP)


def middle_us(step: int) -> int:
    """A duration in the middle of that step."""
    return round(math.exp((step + 0.5) * _STEP))
