"""One kept-alive connection posting Import Lead under `streamlit run`: alone, and while a page computes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.busy_page import busy
from benchmarks.serving import ROOT, Server, answers, served
from benchmarks.wrk import Measured, driven

PAGES = ("start", "sandbox", "funnel", "money", "health")
"""Those that compute most."""
ALONE = "nothing"
P50_MS, P99_MS = 1.0, 15.0
"""What is meant: the one alone, the other whatever computes."""


def one_connection(
    command: Sequence[str], settings: Mapping[str, str], visits: int, seconds: int, script: Path
) -> Iterator[tuple[str, int, Measured]]:
    """What else computed, over so many simulated visits, and how often; and what the connection saw."""
    simulate = (sys.executable, "-m", "konnektive", "simulate", "--sessions", str(visits))
    subprocess.run(simulate, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True)
    server = served(command, settings)
    try:
        url = f"{server.url}/leads/import/"
        answers(url)
        driven(url, 1, 1, script)
        yield ALONE, 0, driven(url, 1, seconds, script)
        for page in PAGES:
            yield page, *_beside(server, page, seconds, script)
    finally:
        server.stop()


def _beside(server: Server, page: str, seconds: int, script: Path) -> tuple[int, Measured]:
    with busy(server.url, page) as reader:
        deadline = time.monotonic() + 60
        while not reader.runs and time.monotonic() < deadline:
            time.sleep(0.05)
        before = reader.runs
        measured = driven(f"{server.url}/leads/import/", 1, seconds, script)
        return reader.runs - before, measured


def told(computing: str, runs: int, measured: Measured) -> str:
    """The line for people."""
    wanted = (
        f"p50 meant to be below {P50_MS:g}" if computing == ALONE else f"p99 meant to be {P99_MS:g} at most"
    )
    beside = "alone" if computing == ALONE else f"while {computing} is drawn ({runs} times)"
    return (
        f"1 connection, {beside:34} {measured.per_second:9,.0f}/s  p50 {measured.p50_ms:7.2f}"
        f"  p99 {measured.p99_ms:8.2f} ms  {measured.failed} failed, {wanted}"
    )
