"""Hours in minutes: good and bad traffic while readers poll, and nothing acknowledged is missing afterwards.

    python -m benchmarks.soak [--seconds 600] [--rate N] [--connections 64] [--json]

Without `--rate` the rate is half of what a short run at full speed reaches. Ends with 1 when an acknowledged
event is not in the store, when memory went on growing, or when the server's log tells of an error.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.generate import events
from benchmarks.serving import Server, served
from benchmarks.soak_traffic import Traffic

FLAT = 1.10
"""The last third may hold that much more memory than the third before it: caches fill, a leak goes on."""
WARM_SECONDS = 5.0
"""At full speed, to know what half of it is."""
SETTLE_SECONDS = 15.0
"""How long projections may take to catch up before the store is read."""
_BAD_LINE = re.compile(r"^.*(?:Traceback|Error|ERROR|CRITICAL|Exception|can be kept).*$", re.MULTILINE)


@dataclass(slots=True)
class Tally:
    """What happened so far."""

    statuses: Counter[str] = field(default_factory=Counter)
    acknowledged: set[int] = field(default_factory=set)
    reads: int = 0
    slowest_read_ms: float = 0.0
    memory_mb: list[float] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the soak found."""

    seconds: float
    rate: float
    sent: int
    acknowledged: int
    missing: int
    statuses: dict[str, int]
    p50_ms: float
    p99_ms: float
    reads: int
    slowest_read_ms: float
    memory_mb: tuple[float, ...]
    """Mean of each tenth of the time."""
    flat: bool
    errors: tuple[str, ...]
    """Lines of the server's log that tell of one; the first few."""

    @property
    def passed(self) -> bool:
        """Whether nothing was lost, memory stayed flat and the log is clean."""
        return not self.missing and self.flat and not self.errors


async def drive(
    server: Server, tally: Tally, numbers: Iterator[int], seconds: float, rate: float, connections: int
) -> float:
    """Send at that rate (0: as fast as answered) while readers poll; requests a second that were reached."""
    traffic = Traffic(server.url, tuple(events(2_000)))
    first, begun = next(numbers), time.monotonic()
    done = asyncio.Event()

    async def send() -> None:
        async with traffic.connection() as connection:
            while time.monotonic() - begun < seconds:
                number = next(numbers)
                if rate:
                    await asyncio.sleep(max(0.0, begun + (number - first) / rate - time.monotonic()))
                at = time.perf_counter()
                status = await connection.send(number)
                tally.latencies_ms.append((time.perf_counter() - at) * 1_000)
                tally.statuses[status] += 1
                if status == "200":
                    tally.acknowledged.add(number)

    others = [asyncio.create_task(poll(traffic, tally, done)) for _ in range(2)]
    others.append(asyncio.create_task(weigh(server, tally, done)))
    await asyncio.gather(*(send() for _ in range(connections)))
    done.set()
    await asyncio.gather(*others)
    return sum(tally.statuses.values()) / (time.monotonic() - begun)


async def poll(traffic: Traffic, tally: Tally, done: asyncio.Event) -> None:
    """Read what pages read, again and again."""
    paths = ("/api/deliveries?limit=50", "/api/deliveries?q=action%3Abuy_product", "/api/health", "/api/bins")
    async with traffic.connection() as connection:
        while not done.is_set():
            for path in paths:
                at = time.perf_counter()
                await connection.get(path)
                tally.reads += 1
                tally.slowest_read_ms = max(tally.slowest_read_ms, (time.perf_counter() - at) * 1_000)
            await asyncio.sleep(0.5)


async def weigh(server: Server, tally: Tally, done: asyncio.Event) -> None:
    """The resident memory of the server and the processes it has started, once a second."""
    while not done.is_set():
        if weight := sum(map(resident_mb, family(server.process.pid))):
            tally.memory_mb.append(weight)
        await asyncio.sleep(1)


def family(parent: int) -> list[int]:
    """The process and its children."""
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return [parent, *(int(child) for one in lists for child in one.read_text().split())]


def resident_mb(process: int) -> float:
    """What it holds; nothing when it has ended."""
    with contextlib.suppress(OSError):
        if found := re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text()):
            return int(found[1]) / 1024
    return 0.0


def missing(database: Path, acknowledged: set[int]) -> set[int]:
    """Acknowledged numbers that the store does not have."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT query FROM delivery")
        kept = {
            int(query.removeprefix("n=").partition("&")[0]) for (query,) in rows if query.startswith("n=")
        }
    return acknowledged - kept


def judged(tally: Tally, seconds: float, rate: float, lost: set[int], log: bytes) -> Verdict:
    """The tally as a verdict."""
    third = max(1, len(tally.memory_mb) // 3)
    middle, last = _mean(tally.memory_mb[third : 2 * third]), _mean(tally.memory_mb[2 * third :])
    tenth = max(1, len(tally.memory_mb) // 10)
    ordered = sorted(tally.latencies_ms) or [0.0]
    return Verdict(
        seconds=round(seconds, 1),
        rate=round(rate, 1),
        sent=sum(tally.statuses.values()),
        acknowledged=len(tally.acknowledged),
        missing=len(lost),
        statuses=dict(sorted(tally.statuses.items())),
        p50_ms=round(ordered[len(ordered) // 2], 2),
        p99_ms=round(ordered[int(len(ordered) * 0.99)], 2),
        reads=tally.reads,
        slowest_read_ms=round(tally.slowest_read_ms, 1),
        memory_mb=tuple(_mean(tally.memory_mb[at : at + tenth]) for at in range(0, 10 * tenth, tenth)),
        flat=last <= middle * FLAT,
        errors=tuple(_BAD_LINE.findall(log.decode(errors="replace"))[:20]),
    )


def _mean(numbers: Sequence[float]) -> float:
    return round(sum(numbers) / max(1, len(numbers)), 1)


def soak(folder: Path, seconds: float, rate: float, connections: int) -> Verdict:
    """Start a server of its own in that folder, soak it, and stop it."""
    database, log = folder / "soak.db", folder / "server.log"
    command = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}",
               "--server.headless", "true")  # fmt: skip
    server = served(command, {"DATABASE_URL": f"sqlite:///{database}"}, log)
    try:
        warm, tally, numbers = Tally(), Tally(), count()
        full = asyncio.run(drive(server, warm, numbers, WARM_SECONDS, 0, connections))
        begun = time.monotonic()
        reached = asyncio.run(drive(server, tally, numbers, seconds, rate or full / 2, connections))
        took = time.monotonic() - begun
        time.sleep(min(SETTLE_SECONDS, seconds))
    finally:
        server.stop()
    lost = missing(database, tally.acknowledged | warm.acknowledged)
    return judged(tally, took, reached, lost, log.read_bytes())


def main() -> int:
    """Soak and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument(
        "--rate", type=float, default=0, help="requests a second; half of full speed unless said"
    )
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="funnelscope-soak-") as folder:
        verdict = soak(Path(folder), asked.seconds, asked.rate, asked.connections)
    if asked.json:
        print(json.dumps({**asdict(verdict), "passed": verdict.passed}))
    else:
        for name, value in asdict(verdict).items():
            print(f"{name:>16}  {value}")
        print("passed" if verdict.passed else "FAILED")
    return 0 if verdict.passed else 1


if __name__ == "__main__":
    sys.exit(main())
