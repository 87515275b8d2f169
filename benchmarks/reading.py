"""Reading and validation, beside bare json.loads: events a second, CPU microseconds an event, ratios.

    python -m benchmarks.reading [--events 20000] [--rounds 7] [--file FILE] [--index | --command]

The ways are taken in turn within each round, each over the same lines; a ratio is that of one round's pair,
and the median over the rounds is printed. CPU time is used, which a busy machine disturbs least. `--index`
goes through the whole file as the payloads page does with a large one; `--command` measures
`python -m kartra read` over it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.generate import write
from kartra.ordinary import ordinary
from kartra.paging import PieceIndex
from kartra.reading import read
from kartra.validation import fault

BASE = "json.loads"
WAYS: dict[str, Callable[[bytes], object]] = {
    BASE: json.loads,
    "validation of every action (kartra.validation.fault)": fault,
    "ordinary events, as received (kartra.ordinary)": ordinary,
    "the careful way, with findings (kartra.read)": read,
}


def seconds(way: Callable[[bytes], object], lines: Sequence[bytes]) -> float:
    """CPU time over all lines; nothing is kept, so that no way pays for another's memory."""
    began = time.process_time()
    for line in lines:
        way(line)
    return time.process_time() - began


def measured(lines: Sequence[bytes], rounds: int) -> dict[str, list[float]]:
    """Seconds of every way in every round."""
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            taken[name].append(seconds(way, lines))
    return taken


def table(taken: dict[str, list[float]], lines: int) -> str:
    """The figures as Markdown."""
    rows = ["| way | events a second | CPU µs an event | × json.loads |", "| --- | ---: | ---: | ---: |"]
    for name, times in taken.items():
        median = statistics.median(times)
        ratios = [base / own for base, own in zip(taken[BASE], times, strict=True)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        rows.append(f"| {name} | {lines / median:,.0f} | {median / lines * 1e6:.1f} | {ratio} |")
    return "\n".join(rows)


def index(path: Path) -> str:
    """Go through a large file once, then read pages of it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = PieceIndex.of(path)
    assert made is not None
    began = time.perf_counter()
    for _ in made.build():
        pass
    took = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    pages = []
    for share in range(100):
        began = time.perf_counter()
        made.page(made.count * share // 100, 100)
        pages.append(time.perf_counter() - began)
    return (
        f"{made.size / 1e6:,.0f} MB, {made.count:,} {made.layout.thing}s indexed and validated in "
        f"{took:.1f} s, the process grown by {grown / 1024:.0f} MiB; a page of 100 in "
        f"{statistics.median(pages) * 1e3:.1f} ms"
    )


def command(path: Path, *form: str) -> str:
    """Run the command on the whole file; its output is counted and dropped."""
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        [sys.executable, "-m", "kartra", "read", str(path), *form], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        printed = sum(len(block) for block in iter(lambda: process.stdout.read(1 << 20), b""))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with path.open("rb") as file:
        events = sum(1 for _ in file)
    return (
        f"read {' '.join(form) or 'as text'}: {events:,} events, {printed / 1e6:,.0f} MB printed, "
        f"{events / took:,.0f} events a CPU second, {time.perf_counter() - began:.1f} s in all, "
        f"at most {after.ru_maxrss / 1024:.0f} MiB"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--command", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or Path(folder) / "events.ndjson"
        if not args.file:
            write(args.events, path)
        if args.index:
            print(index(path))
            return
        if args.command:
            print(command(path), command(path, "--json"), command(path, "--csv", "leads"), sep="\n")
            return
        with path.open("rb") as file:
            lines = [line for line, _ in zip(file, range(args.events), strict=False)]
    refused = sum(fault(line) is not None for line in lines)
    size = sum(map(len, lines)) / len(lines)
    print(f"{len(lines):,} lines, {size:,.0f} bytes each, {refused} not as documented")
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}\n")
    print(table(measured(lines, args.rounds), len(lines)))


if __name__ == "__main__":
    main()
