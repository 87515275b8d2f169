"""The audit's recall for each rule, its false alarms, and what 100,000 calls and a 200 MB archive cost.

Run from the repository: python -m benchmarks.audit [--calls 100000] [--megabytes 200] [--pairs]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from konnektive.audit import Report, audit, read
from tests.konnektive.audit.faults import FAULTS, Fault
from tests.konnektive.audit.pairs import Apart, pairs
from tests.konnektive.audit.recorded import SHAPES, Record, clean, copied, entry, json_lines, line, numbers


def report(records: list[Record]) -> Report:
    return audit([read(json_lines(records))])


def injected(fault: Fault, rule: str) -> Iterator[tuple[list[Record], int]]:
    """Each clean visit that the fault fits, broken, with the number of the call to be found."""
    for shape in SHAPES:
        for browser in (False, True):
            whole = clean(shape, browser=browser)
            records = copied(whole)
            index = fault(records)
            if index is not None and records != whole and not (rule == "CLK-010" and browser):
                yield records, numbers(records)[index]


def recall() -> None:
    """Print, for each rule, how many of its faults were found at their call."""
    total = found = 0
    for rule, faults in FAULTS.items():
        cases = [case for fault in faults for case in injected(fault, rule)]
        hits = sum(
            any(one.rule.name == rule and one.call.number == call for _, one in report(records).findings)
            for records, call in cases
        )
        total, found = total + len(cases), found + hits
        print(f"  {rule}  {hits:4} of {len(cases):4}")
    print(f"  all      {found} of {total} = {found / total:.2%}")


def pairs_found(*, listed: bool) -> None:
    """Print how many pairs of faults were both found, and how many are none: one ends the other."""
    both, missed, apart = 0, [], []
    for pair in pairs(every_way=True):
        if isinstance(pair, Apart) or pair.gone:
            apart.append(f"{pair.one} + {pair.other}: {pair.reason}")
            continue
        told = {(finding.rule.name, finding.call.number) for _, finding in report(pair.records).findings}
        both += pair.there <= told
        missed += [f"{pair.one} + {pair.other}"] * (not pair.there <= told)
    print(f"  {both:,} of {both + len(missed):,} pairs were both found{': not ' * bool(missed)}", *missed)
    print(f"  {len(apart)} more exclude each other" + ":" * listed)
    for reason, count in Counter(apart).items() if listed else ():
        print(f"    {reason}{f' ({count} ways)' if count > 1 else ''}")


def false_alarms() -> None:
    """Print what is held against clean visits at warn or error."""
    alarms = visits = 0
    for shape in SHAPES:
        for browser in (False, True):
            records = clean(shape, browser=browser)
            for length in range(1, len(records) + 1):
                visits += 1
                alarms += sum(one.severity != "info" for _, one in report(records[:length]).findings)
    print(f"  {alarms} in {visits} clean visits, whole and left early")


def written_lines(file: Path, calls: int) -> None:
    with file.open("w") as out:
        made = seed = 0
        while made < calls:
            seed += 1
            for record in clean(list(SHAPES)[seed % len(SHAPES)], seed):
                out.write(json.dumps(line(record)) + "\n")
                made += 1


def written_archive(file: Path, megabytes: int) -> None:
    """An archive of a shop's pages with some calls in between, as a browser's tools write it."""
    headers = [{"name": f"header-{n}", "value": "v" * 40} for n in range(16)]
    body = '<div class="offer">lorem "ipsum"</div>\n' * 300
    with file.open("w") as out:
        out.write('{"log":{"version":"1.2","pages":[],"entries":[')
        seed = 0
        while out.tell() < megabytes << 20:
            seed += 1
            for record in clean(list(SHAPES)[seed % len(SHAPES)], seed, browser=True):
                one = entry(line(record))
                page = {
                    **one,
                    "request": {"method": "GET", "url": "https://shop.example/a", "headers": headers},
                }
                page["response"] = {"status": 200, "headers": headers, "content": {"text": body}}
                for made in (one, *[page] * 5):
                    out.write(("," if out.tell() > 60 else "") + json.dumps(made, indent=1))
        out.write("]}}")


def timed(name: str, file: Path) -> None:
    """Run the command on a file, and print what the whole process cost, its start included."""
    program = [sys.executable, "-m", "konnektive", "audit", str(file)]
    start = time.perf_counter()
    with subprocess.Popen(program, stdout=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    cpu = used.ru_utime + used.ru_stime
    print(f"  {name}: {cpu:.2f} s CPU, {wall:.2f} s; peak memory {used.ru_maxrss >> 10} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--pairs", action="store_true", help="list the pairs that exclude each other")
    args = parser.parse_args()
    print("Recall: faults found at their call")
    recall()
    print("Pairs of faults")
    pairs_found(listed=args.pairs)
    print("False alarms")
    false_alarms()
    print("Speed")
    with tempfile.TemporaryDirectory() as folder:
        archive, lines = Path(folder) / "big.har", Path(folder) / "big.jsonl"
        written_archive(archive, args.megabytes)
        timed(f"{args.megabytes} MB archive", archive)
        written_lines(lines, args.calls)
        timed(f"{args.calls:,} recorded calls", lines)


if __name__ == "__main__":
    main()
