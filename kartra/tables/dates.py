"""Dates of a batch at once: Kartra's own layout in one stroke, any other one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from kartra.moment import EST, moment

MOMENT: Final = pa.timestamp("ms", "UTC")
_EST_MS: Final = 5 * 3_600_000


def dated(texts: Sequence[str], within: tzinfo = EST) -> tuple[pa.Array, pa.Array]:
    """Each date as a moment in UTC, and the zone that it was taken to be in."""
    if within is EST:
        read = pc.strptime(pa.array(texts, pa.string()), "%Y-%m-%d %H:%M:%S", "ms", error_is_null=True)
        # strptime is lenient about what follows and about single digits; Kartra's layout has 19 characters.
        # And at either end of the calendar a zone's wall clock may be outside of it.
        if not read.null_count and all(len(text) == 19 and "0002" < text < "9999" for text in texts):
            shifted = pc.add(read.cast(pa.int64()), _EST_MS)
            return shifted.cast(pa.timestamp("ms")).cast(MOMENT), pa.array(["EST (UTC-5)"] * len(texts))
    moments = [moment(text, within) for text in texts]
    zones = pa.array([one.zone or None for one in moments], pa.string())
    return pa.array([one.ms for one in moments], MOMENT), zones
