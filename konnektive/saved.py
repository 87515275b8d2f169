"""Funnels that users have saved, one JSON file each, beside the default store."""

from __future__ import annotations

import re
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
    path = folder / f"{file_name(funnel)}.json"
    path.write_text(written(funnel), encoding="utf-8")
    return path


def file_name(funnel: Funnel) -> str:
    """The funnel's name as a file may be called anywhere."""
    return re.sub(r"[^\w.-]+", "-", funnel.name, flags=re.ASCII).strip("-.")[:80].lower() or "funnel"
