"""Figures as tiles: value, change against the period before, and a line of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from store.questions.proportion import Proportion

_SMALL = ":gray[:small["
_ROW = 1000
"""Pixels for a row on a usual screen; where it is too narrow for all, two rows are alike."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure; `change` is what it gained on the period before, in the figure's own unit."""

    label: str
    value: str
    definition: str
    change: float | None = None
    unit: str = ""
    digits: int = 0
    days: Sequence[float] = ()
    more_is_better: bool = True


def show_tiles(tiles: Sequence[Tile], key: str) -> None:
    """Draw them side by side, as many in a row as the window allows, each wide enough for its value."""
    width = max(150, *(_width(tile.value) for tile in tiles))
    in_a_row = len(tiles) if len(tiles) * width <= _ROW else (len(tiles) + 1) // 2
    with st.grid(in_a_row, min_column_width=width, gap="small", key=key):
        for tile in tiles:
            st.metric(
                tile.label,
                tile.value,
                _change(tile),
                delta_color="normal" if tile.more_is_better else "inverse",
                delta_description="vs. before" if tile.change is not None else None,
                help=tile.definition,
                border=True,
                chart_data=list(tile.days) if len(tile.days) > 1 and any(tile.days) else None,
                chart_type="area",
                height="stretch",
            )


def with_counts(rate: Proportion) -> str:
    """A rate for a tile: the percent large, both its counts beside it."""
    return f"{rate.percent} {_SMALL}({rate.part:,} of {rate.whole:,})]]"


def _width(value: str) -> int:
    """Pixels that show it whole: large characters, and the small ones beside them."""
    large, _, small = value.partition(_SMALL)
    return 34 + 12 * len(large.strip()) + 6 * len(small.rstrip("]"))


def points_gained(now: Proportion, before: Proportion | None) -> float | None:
    """The change of a rate in percentage points; none where either has no rate."""
    if before is None or now.rate is None or before.rate is None:
        return None
    return round(100 * (now.rate - before.rate), 1)


def _change(tile: Tile) -> float | str | None:
    return f"{tile.change:+,.{tile.digits}f}{tile.unit}" if tile.change else tile.change
