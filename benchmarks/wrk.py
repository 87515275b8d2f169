"""Driving a server with wrk: many connections, each sending the next event as soon as it is answered."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk_events.lua")
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one drive showed."""

    answered: int
    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int
    """Answers above 399, and broken connections."""


def driven(url: str, connections: int, seconds: int, script: Path = SCRIPT) -> Measured:
    """Drive the URL with what the script sends; by default events of about 2.5 KB, no two alike."""
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--latency",
        "--timeout",
        "20s",
        "-s",
        str(script),
        url,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    latency = {
        int(p): float(n) * _UNITS[unit]
        for p, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s|m)\b", said)
    }
    answered = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    failed = (int(refused[1]) if refused else 0) + sum(map(int, broken.groups() if broken else ()))
    return Measured(answered - (int(refused[1]) if refused else 0), rate, latency[50], latency[99], failed)


def gathered(rounds: Iterable[tuple[str, Measured]]) -> dict[str, list[Measured]]:
    """What each server showed, round by round, printed as it comes."""
    results: dict[str, list[Measured]] = {}
    for name, one in rounds:
        results.setdefault(name, []).append(one)
        latency = f"p50 {one.p50_ms:7.2f}  p99 {one.p99_ms:8.2f} ms"
        print(f"{name:40} {one.per_second:9,.0f}/s  {latency}  {one.failed} failed", flush=True)
    return results
