"""`python -m store export --format parquet|jsonl DIR`: every table as a file that other engines read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store import connect
from store.archive import FORMATS, archived

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("export", help="every table as a file, for other engines")
    parser.add_argument("--format", choices=sorted(FORMATS), required=True)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files; each appears under its name once it is whole."""
    args.directory.mkdir(parents=True, exist_ok=True)
    for name, rows in archived(connect(), args.format, args.directory):
        print(f"{name:14} {rows:,} rows")
    return 0
