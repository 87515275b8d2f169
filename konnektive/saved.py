"""Funnels that users have saved, one JSON file each, beside the default store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from konnektive.funnel import Funnel
from konnektive.funnel_file import read_funnel, written

FOLDER = Path("data/funnels")


def saved_funnels(folder: Path = FOLDER) -> dict[str, Funnel]:
    """File name without ending to funnel; files that hold none are passed over."""
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    read = {path.stem: read_funnel(path.read_bytes()).funnel for path in paths}
    return {name: funnel for name, funnel in read.items() if funnel}


def save(funnel: Funnel, folder: Path = FOLDER) -> Path:
    """Write the funnel under its name; one of the same name is replaced. Returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = next(path for path in _paths(funnel, folder) if _is_free(path, funnel.name))
    path.write_text(written(funnel), encoding="utf-8")
    return path


def _paths(funnel: Funnel, folder: Path) -> Iterator[Path]:
    """The funnel's file, and others beside it: two names may be alike as file names."""
    stem = file_name(funnel)
    return (folder / f"{stem}{f'-{number}' if number > 1 else ''}.json" for number in count(1))


def _is_free(path: Path, name: str) -> bool:
    held = read_funnel(path.read_bytes()).funnel if path.exists() else None
    return held is None or held.name == name


def file_name(funnel: Funnel) -> str:
    """The funnel's name as a file may be called anywhere."""
    return re.sub(r"[^\w.-]+", "-", funnel.name, flags=re.ASCII).strip("-.")[:80].lower() or "funnel"
