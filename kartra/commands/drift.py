"""`python -m kartra drift`: documented fields beside what events held, as Markdown or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kartra.drift import Seen, as_markdown, drift
from kartra.drift.kept import look
from kartra.paging.readings import readings
from kartra.rows import received_ms


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("drift", help="documentation beside reality", description=__doc__)
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="event files; without any, the store is read"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of Markdown")


def run(args: argparse.Namespace) -> int:
    """1: no event was found; 2: a file can not be read."""
    seen = Seen()
    try:
        for name in args.files:
            for reading in readings(Path(name), name):
                for event in reading.events:
                    seen.add(event, received_ms(event))
    except OSError as wrong:
        print(f"kartra drift: {wrong.filename}: {wrong.strerror or wrong}", file=sys.stderr)
        return 2
    if not args.files:
        import store

        with store.connect().reading() as connection:
            look(connection, seen)
    found = drift(seen)
    print(json.dumps(asdict(found), indent=2) if args.json else as_markdown(found).rstrip())
    return int(not seen.events)
