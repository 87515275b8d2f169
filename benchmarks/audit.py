"""The audit's recall for each rule, its false alarms, and what 100,000 calls and a 200 MB archive cost.

Run from the repository: python -m benchmarks.audit [--calls 100000] [--megabytes 200]
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

from konnektive.audit import Report, audit, read, read_file
from tests.konnektive.audit.faults import FAULTS, Fault
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


def pairs(shape: str = "everything") -> None:
    """Print how many pairs of faults were both found, and which were not: they undo or exclude each other."""
    both, apart = 0, []
    for one, other in permutations(FAULTS, 2):
        records = copied(clean(shape))
        first = FAULTS[one][0](records)
        if first is None or "CLK-001" in (one, other):
            continue
        marked, before = records[first], copied(records)
        second = FAULTS[other][0](records)
        at = next((index for index, record in enumerate(records) if record is marked), None)
        if second is None or at is None or records == before:
            continue
        told = {(finding.rule.name, finding.call.number) for _, finding in report(records).findings}
        number = numbers(records)
        if {(one, number[at]), (other, number[second])} <= told:
            both += 1
        else:
            apart.append(f"{one}+{other}")
    print(f"  {both} of {both + len(apart)} pairs were both found; the others: {', '.join(apart)}")


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


def timed(name: str, work: Callable[[], Report]) -> None:
    # As the command does: calls hold no cycles to be looked for.
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, wall = time.process_time(), time.perf_counter()
    found = work()
    cpu, wall = time.process_time() - start, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = f"{found.calls:,} calls, {len(found.visits):,} visits"
    print(f"  {name}: {cpu:.2f} s CPU, {wall:.2f} s; {size}; peak memory {before >> 10} -> {peak >> 10} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=200)
    args = parser.parse_args()
    print("Recall: faults found at their call")
    recall()
    print("Pairs of faults")
    pairs()
    print("False alarms")
    false_alarms()
    print("Speed")
    with tempfile.TemporaryDirectory() as folder:
        archive, lines = Path(folder) / "big.har", Path(folder) / "big.jsonl"
        written_archive(archive, args.megabytes)
        timed(f"{args.megabytes} MB archive", lambda: audit([read_file(archive)]))
        written_lines(lines, args.calls)
        timed(f"{args.calls:,} recorded calls", lambda: audit([read_file(lines)]))


if __name__ == "__main__":
    main()
