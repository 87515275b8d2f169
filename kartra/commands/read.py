"""`python -m kartra read`: what is in these files, as text, JSON or CSV, whatever their size."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from kartra.commands.reading.as_csv import CSV_TABLES, as_csv
from kartra.commands.reading.as_json import as_json
from kartra.commands.reading.as_text import as_text
from kartra.commands.reading.told import Told


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("read", help="read webhooks from files", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", choices=CSV_TABLES, help="print one table as CSV")


def run(args: argparse.Namespace) -> int:
    """Print what was read; 1: nothing in a file, or something at error; 2: a file can not be opened."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, name in enumerate(args.files):
            try:
                files.append(Told(name, _regular(name, Path(folder) / str(number))))
            except OSError as error:
                print(f"kartra read: {name}: {error.strerror or error}", file=sys.stderr)
                return 2
        show: Callable[[Sequence[Told]], Iterable[str]] = as_json if args.json else as_text
        _print(as_csv(files, args.csv) if args.csv else show(files))
    return int(any(told.failed or not told.events for told in files))


def _regular(name: str, copy: Path) -> Path:
    """The file itself, or a copy of what comes from a pipe."""
    path = Path(name)
    if name != "-" and path.is_file():
        with path.open("rb"):
            return path
    with copy.open("wb") as out:
        if name == "-":
            shutil.copyfileobj(sys.stdin.buffer, out)
        else:
            with path.open("rb") as source:
                shutil.copyfileobj(source, out)
    return copy


def _print(parts: Iterable[str]) -> None:
    """Print in UTF-8 whatever the terminal is set to."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    for part in parts:
        sys.stdout.write(part)
