"""`python -m kartra import` on a generated file: events a second into a fresh store, and peak memory.

    python -m benchmarks.importing [--events 200000] [--rounds 3] [--file FILE]

Everything is on the disk when the clock stops: deliveries, events, transactions, search words and roll-ups.
Beside it stands a bare append of the same bytes with one fdatasync for each part, which no store can beat.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate import write
from kartra.importing.parts import PART


def imported(path: Path, folder: Path) -> tuple[int, float]:
    """Events and seconds of one import into a new database, the command's own start included."""
    database = folder / f"import-{time.monotonic_ns()}.db"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    begun = time.perf_counter()
    command = (sys.executable, "-m", "kartra", "import", str(path))
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    took = time.perf_counter() - begun
    for file in folder.glob("import-*"):
        file.unlink()
    told = re.search(r"([\d,]+) events", said)
    return int(told[1].replace(",", "")) if told else 0, took


def appended(path: Path, folder: Path) -> float:
    """Seconds to append the same bytes, synced part by part."""
    begun = time.perf_counter()
    target = folder / "appended"
    with path.open("rb") as source, target.open("wb") as out:
        while block := source.read(PART):
            out.write(block)
            out.flush()
            os.fdatasync(out.fileno())
    target.unlink()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or Path(folder) / "events.ndjson"
        if not args.file:
            write(args.events, path)
        runs = [(imported(path, Path(folder)), appended(path, Path(folder))) for _ in range(args.rounds)]
        took = statistics.median(seconds for (_, seconds), _ in runs)
        bare = statistics.median(seconds for _, seconds in runs)
        events = runs[0][0][0]
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        load = os.getloadavg()[0]
    print(
        f"{events:,} events in {took:.1f} s: {events / took:,.0f} a second, start included; load {load:.1f}"
    )
    print(f"bare append with fdatasync: {bare:.2f} s, 1/{took / bare:.0f}; largest process {peak:.0f} MiB")


if __name__ == "__main__":
    main()
