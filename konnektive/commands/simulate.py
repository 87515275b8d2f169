"""`simulate`: many visits by seed, through the sandbox's own code, kept in the store."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from konnektive.commands.database import keeping, unusable
from konnektive.commands.numbers import days, seed, sessions
from konnektive.simulation import Chances, Progress, simulating
from store import close_all, connect

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add(subparsers: Subparsers) -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("simulate", help="store many simulated visits", description=__doc__)
    parser.add_argument("--sessions", type=sessions, required=True, metavar="N", help="how many visits")
    parser.add_argument("--seed", type=seed, default=1, help="the same seed, the same visits (default 1)")
    parser.add_argument(
        "--days", type=days, default=Chances().days, help="over how many days up to now (default 30)"
    )
    parser.add_argument("--dry-run", action="store_true", help="make the visits without keeping them")
    parser.add_argument("--json", action="store_true", help="one JSON object: sessions, calls, seconds")


@keeping
def run(args: argparse.Namespace) -> int:
    """0 once every visit is kept; 2 where none can be."""
    if not args.dry_run and (problem := unusable()):
        print(problem, file=sys.stderr)
        return 2
    chances = Chances(days=args.days)
    store = None if args.dry_run else connect()
    last = _shown(simulating(args.sessions, args.seed, store, chances), args)
    close_all()
    told = {"sessions": last.sessions, "calls": last.calls, "seconds": round(last.seconds, 3)}
    if args.json:
        print(
            json.dumps(
                told | {"seed": args.seed, "stored": not args.dry_run, "revenue_cents": last.revenue_cents}
            )
        )
    else:
        kept = "made, none kept" if args.dry_run else "kept"
        print(f"{last.sessions:,} visits {kept}: {last.calls:,} calls in {last.seconds:.1f} s.")
    return 0


def _shown(steps: Iterator[Progress], args: argparse.Namespace) -> Progress:
    """Run to the end, with a line that counts up where somebody watches."""
    last = Progress(0, 0, 0.0)
    for last in steps:
        if sys.stderr.isatty():
            print(f"\r{last.sessions:,} of {args.sessions:,} visits", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return last
