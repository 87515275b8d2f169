"""NDJSON to leads and transactions tables, beside what people write today: seconds, peak memory, ratios.

    python -m benchmarks.tables [--events 60000] [--rounds 3] [--file FILE]

Each method runs in a process of its own, in turn within each round; memory is the peak above the imports'.
Ours gives one row a person and one a transaction; json_normalize one row an event with all columns. Ratios
are of CPU time, which a busy machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import write

BASE = "json.loads + pandas.json_normalize"


def normalized(path: Path) -> str:
    """What a user writes today."""
    import pandas as pd

    with path.open("rb", buffering=1 << 20) as file:
        frame = pd.json_normalize([json.loads(line) for line in file])
    return f"{len(frame):,} x {frame.shape[1]}"


def gathered(path: Path) -> str:
    """Ours: leads and transactions, typed."""
    from kartra.tables.gathering import Gathering
    from kartra.tables.kept import slow

    gathering = Gathering()
    with path.open("rb", buffering=1 << 20) as file:
        gathering.lines(file, slow)
    found = gathering.tables()
    return f"{found.leads.num_rows:,} people, {found.transactions.num_rows:,} transactions"


def checked(path: Path) -> str:
    """Ours: every event of every action checked against its documented types."""
    from kartra.ordinary import ordinary

    with path.open("rb", buffering=1 << 20) as file:
        return f"{sum(ordinary(line) is not None for line in file):,} ordinary"


def parsed(path: Path) -> str:
    """json.loads alone."""
    with path.open("rb", buffering=1 << 20) as file:
        return f"{sum(1 for line in file if json.loads(line)):,}"


def validated(path: Path) -> str:
    """Ours: the typed decoding alone, all actions."""
    from kartra.documented import documented, envelope

    with path.open("rb", buffering=1 << 20) as file:
        told = map(envelope, file)
        found = sum(documented(one.action, one.action_details) is not None for one in told)
    return f"{found:,} valid"


METHODS: dict[str, Callable[[Path], str]] = {
    BASE: normalized,
    "Funnelscope, leads and transactions": gathered,
    "json.loads alone": parsed,
    "Funnelscope, typed decoding of every action": validated,
    "Funnelscope, reading of ordinary events": checked,
}
_IMPORTS = {
    normalized: "pandas",
    gathered: "kartra.tables.kept",
    checked: "kartra.ordinary",
    validated: "kartra.documented",
}


def one(name: str, path: Path) -> None:
    """Run one method here and print what it took."""
    method = METHODS[name]
    if method in _IMPORTS:
        __import__(_IMPORTS[method])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, cpu = time.perf_counter(), time.process_time()
    outcome = method(path)
    took, worked = time.perf_counter() - begun, time.process_time() - cpu
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": took, "cpu": worked, "peak": peak, "outcome": outcome}))


def compared(path: Path, rounds: int) -> None:
    """Every method in turn, as often as asked; medians."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in METHODS}
    for _ in range(rounds):
        for name in METHODS:
            command = (sys.executable, "-m", "benchmarks.tables", "--method", name, "--file", str(path))
            found[name].append(
                json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            )
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in ("seconds", "cpu", "peak")}
        for name, runs in found.items()
    }
    print(f"{path.stat().st_size / 1e6:.0f} MB, median of {rounds}")
    for name, took in middle.items():
        base = middle[
            "json.loads alone" if "decoding" in name or "reading" in name or "alone" in name else BASE
        ]
        print(
            f"{name:<46} {took['seconds']:7.2f} s  {took['cpu']:7.2f} s CPU  {took['peak']:7.0f} MiB"
            f"  {base['cpu'] / took['cpu']:6.2f} x  {found[name][0]['outcome']}"
        )
    ours, theirs = middle["Funnelscope, leads and transactions"], middle[BASE]
    print(f"memory: 1/{theirs['peak'] / max(ours['peak'], 1):.1f} of json_normalize")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--method", choices=METHODS)
    args = parser.parse_args()
    if args.method:
        one(args.method, args.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or Path(folder) / "events.ndjson"
        if not args.file:
            write(args.events, path)
        compared(path, args.rounds)


if __name__ == "__main__":
    main()
