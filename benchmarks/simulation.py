"""Simulated visits against a requests.Session making the same calls over loopback; storing; memory.

Run from the repository: python -m benchmarks.simulation [--stored 100000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import requests

from benchmarks.serving import served
from konnektive.draft import Params
from konnektive.sandbox import Answered
from konnektive.shipped import shipped_funnels
from konnektive.simulation import Chances, simulate
from konnektive.simulation.recorded_visit import LOGIN
from konnektive.simulation.visit import Visit
from konnektive.simulation.visitor import Crowd

OVER_HTTP, IN_PROCESS = 150, 3000
UNTIL = 1_795_000_000_000


def visits(number: int, answer: Callable[[str, Params, int], Answered]) -> float:
    """Milliseconds a visit, the same visitors each time."""
    chances, chance, funnel = Chances(), Random(1), shipped_funnels()["full"]
    crowd = Crowd(chances, UNTIL)
    began = time.perf_counter()
    for position in range(number):
        Visit(funnel, crowd.visitor(chance, position), chances, chance, answer).walk()
    return (time.perf_counter() - began) / number * 1000


def over_loopback(base_url: str) -> Callable[[str, Params, int], Answered]:
    """Each call a POST of one kept-alive session, as a script with requests would make it."""
    session = requests.Session()

    def answer(path: str, params: Params, moment: int) -> Answered:
        read = session.post(f"{base_url}/{path}/", data=LOGIN | params, timeout=10).json()
        return Answered(read["result"], read["message"])

    return answer


def compare(rounds: int) -> None:
    """Both ways in turn, so that a busy machine is busy for both."""
    command = [sys.executable, "-m", "konnektive", "sandbox", "--port", "{port}"]
    with tempfile.TemporaryDirectory() as folder:
        server = served(command, {"DATABASE_URL": f"sqlite:///{folder}/bench.db"})
        http, process = [], []
        for _ in range(rounds):
            http.append(visits(OVER_HTTP, over_loopback(f"{server.url}/konnektive")))
            process.append(simulate(IN_PROCESS, until=UNTIL).seconds / IN_PROCESS * 1000)
        server.stop()
    ratios = [slow / fast for slow, fast in zip(http, process, strict=True)]
    print(f"requests.Session over loopback  {statistics.median(http):8.3f} ms a visit")
    print(f"simulate, in process            {statistics.median(process):8.3f} ms a visit")
    print(f"ratio  median {statistics.median(ratios):.1f}  lowest {min(ratios):.1f}")


def stored(number: int) -> None:
    """Visits kept in a fresh SQLite file, and this process's peak memory after a quarter and after all."""
    import store

    with tempfile.TemporaryDirectory() as folder:
        kept = store.connect(f"sqlite:///{folder}/bench.db")
        first = simulate(number // 4, store=kept, until=UNTIL)
        after_quarter = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rest = simulate(number - number // 4, seed=2, store=kept, until=UNTIL)
        store.close_all()
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) >> 20
    after_all = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds, calls = first.seconds + rest.seconds, first.calls + rest.calls
    print(f"{number:,} visits ({calls:,} calls) stored in {seconds:.1f} s, {size} MB on disk")
    print(f"peak memory {after_quarter} MB after a quarter, {after_all} MB after all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stored", type=int, default=0, metavar="N", help="also store N visits")
    arguments = parser.parse_args()
    compare(arguments.rounds)
    if arguments.stored:
        stored(arguments.stored)
