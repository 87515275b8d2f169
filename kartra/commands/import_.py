"""`python -m kartra import`: files into the store, with a progress bar; run again, it goes on."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path
from typing import Any

from tqdm import tqdm

from kartra.importing import Brought, bring_in
from store import Refusal, Store, close_all, connect
from store.bins import NAME, Bin, SavedBin


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("import", help="read files into the store", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file of events in any wrapping")
    parser.add_argument("--bin", default="import", help="the bin they go to (default: import)")


def run(args: argparse.Namespace) -> int:
    """1: a file holds no event, or the import was interrupted; 2: a file can not be read."""
    if not NAME.fullmatch(args.bin):
        return _wrong(f"{args.bin!r} can not name a bin: letters, digits, - and _, at most 63.")
    missing = [name for name in args.files if not Path(name).is_file()]
    if missing:
        return _wrong(f"{missing[0]}: no such file")
    store = connect()
    # Counting references frees what a file leaves behind; looking for cycles would take an eighth of all.
    gc.freeze()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        store.write(SavedBin(Bin(args.bin))).result()
        counts = [_bring(Path(name), store, args.bin) for name in args.files]
    except OSError as wrong:
        return _wrong(f"{wrong.filename}: {wrong.strerror or wrong}")
    except Refusal as wrong:
        return _wrong(f"the store can not be written: {wrong}")
    except KeyboardInterrupt:
        print("Interrupted. What was committed is kept; run it again to go on.", file=sys.stderr)
        return 1
    finally:
        close_all()
    return int(not all(counts))


def _wrong(reason: str) -> int:
    print(f"kartra import: {reason}", file=sys.stderr)
    return 2


def _bring(path: Path, store: Store, bin_name: str) -> bool:
    """Whether the file's events are in the store now."""
    began = time.monotonic()
    with tqdm(
        total=path.stat().st_size, unit="B", unit_scale=True, desc=path.name, disable=None, leave=False
    ) as bar:
        told = {"events": 0}

        def progress(size: int, events: int) -> None:
            told["events"] += events
            bar.update(size)
            bar.set_postfix_str(f"{told['events']:,} events")

        brought = bring_in(path, store, bin_name, progress)
    print(f"{path}: {_words(brought, path.stat().st_size, time.monotonic() - began)}")
    for problem in brought.problems:
        place = f"line {problem.line}: " if problem.line else ""
        print(f"  {problem.severity}: {place}{problem.message}")
    return bool(brought.events or brought.skipped)


def _words(brought: Brought, size: int, seconds: float) -> str:
    if brought.skipped and not brought.events and not brought.unread:
        waits = any(problem.code == "left-for-later" for problem in brought.problems)
        return "nothing new" if waits else "nothing new; all of it was imported before"
    pace = (
        f" in {seconds:.1f} s ({brought.events / max(seconds, 0.001):,.0f} a second)" if seconds > 1 else ""
    )
    words = f"{brought.events:,} events{pace}"
    if brought.unread:
        words += f", {brought.unread:,} lines without an event kept as they are"
    if brought.skipped:
        words += f"; the first {brought.skipped / size:.0%} was imported before"
    return words
