"""The funnels that come with the product, read from `konnektive/funnels/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from konnektive.funnel import Funnel
from konnektive.funnel_file import read_funnel

FOLDER = Path(__file__).parent / "funnels"


@cache
def shipped_funnels() -> dict[str, Funnel]:
    """File name without ending to funnel, `full` first."""
    paths = sorted(FOLDER.glob("*.json"), key=lambda path: (path.stem != "full", path.stem))
    read = {path.stem: read_funnel(path.read_bytes()) for path in paths}
    return {name: one.funnel for name, one in read.items() if one.funnel}
