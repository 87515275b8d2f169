"""The scenarios that come with the product: every file of `scenarios/`, under its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kartra.lifecycles.scenario import Scenario, Unreadable
from kartra.lifecycles.scenario_file import scenario

FOLDER = Path(__file__).parent / "scenarios"


@cache
def lifecycles() -> Mapping[str, Scenario]:
    """Name to scenario, in alphabetical order."""
    return {path.stem: _own(path) for path in sorted(FOLDER.glob("*.yaml"))}


def source(name: str) -> str:
    """The file of that lifecycle, as a start for one's own."""
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def _own(path: Path) -> Scenario:
    read = scenario(path.read_text(encoding="utf-8"))
    if isinstance(read, Unreadable):
        raise ValueError(f"{path.name}: {read.reason}")
    return read
