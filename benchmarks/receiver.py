"""The receiver beside its peers in one run: requests a second, latency, and what was really kept.

    python -m benchmarks.receiver [--seconds 3] [--rounds 3] [--connections 64] [--peers FOLDER]

Needs `wrk`. Peers: bare Starlette answering 204 and storing nothing; when Flask is installed, a tutorial's
receiver of Flask and sqlite3; and Node-RED appending to a file, where FOLDER has it:

    npm install --prefix FOLDER node-red

Servers take turns within each round, so ratios survive a noisy machine better than the figures themselves.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import Server, answers, served
from benchmarks.wrk import Measured, driven, gathered

HERE = Path(__file__).parent
ROOT = HERE.parent
BARE = "bare Starlette, 204, nothing stored"
OURS = "Funnelscope, streamlit run"
FLASK = "Flask + sqlite3, as in the tutorial"
NODE_RED = "Node-RED, appending to a file"


@dataclass(frozen=True, slots=True)
class Peer:
    """A server to drive: how it starts, and where it takes events."""

    command: tuple[str, ...]
    path: str
    settings: Mapping[str, str] = field(default_factory=dict)


def peers(data: Path, installed: Path | None) -> dict[str, Peer]:
    """The peers that can run here."""
    python = sys.executable
    uvicorn = (python, "-m", "uvicorn", "--log-level", "warning", "--no-access-log", "--port", "{port}")
    streamlit = (
        python,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        "{port}",
        "--server.headless",
        "true",
    )
    found = {
        BARE: Peer((*uvicorn, "benchmarks.peers.bare:app"), "/in/kartra"),
        OURS: Peer(streamlit, "/in/kartra", {"DATABASE_URL": f"sqlite:///{data / 'ours.db'}"}),
    }
    if importlib.util.find_spec("flask"):
        flask = (python, "-m", "flask", "--app", "benchmarks.peers.tutorial", "run", "--port", "{port}")
        found[FLASK] = Peer(flask, "/in/kartra", {"TUTORIAL_DB": str(data / "tutorial.db")})
    if installed:
        program = str(installed.resolve() / "node_modules" / ".bin" / "node-red")
        red = (program, "-p", "{port}", "-u", str(data / "node-red"), str(HERE / "peers/node_red_file.json"))
        found[NODE_RED] = Peer(red, "/in/kartra", {"NODE_RED_FILE": str(data / "events.txt")})
    return found


def rounds(data: Path, options: argparse.Namespace) -> Iterator[tuple[str, Measured]]:
    """Drive every peer once a round, in turn."""
    found = peers(data, options.peers)
    running: dict[str, Server] = {}
    try:
        for name, peer in found.items():
            running[name] = served(peer.command, peer.settings)
        if NODE_RED in running:
            answers(running[NODE_RED].url + "/in/kartra")
        for _ in range(options.rounds):
            for name, peer in found.items():
                yield name, driven(running[name].url + peer.path, options.connections, options.seconds)
    finally:
        for server in running.values():
            server.stop()


def kept(file: Path) -> tuple[int, int]:
    """How many deliveries there are, and how many of them have been read."""
    with sqlite3.connect(file) as connection:
        (deliveries,) = connection.execute("SELECT count(*) FROM delivery").fetchone()
        (pending,) = connection.execute("SELECT count(*) FROM pending").fetchone()
    return deliveries, deliveries - pending


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where npm installed Node-RED")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        results = gathered(rounds(Path(folder), options))
        deliveries, read = kept(Path(folder) / "ours.db")
    acknowledged = sum(one.answered for one in results[OURS])
    print(f"\nacknowledged {acknowledged:,}, kept {deliveries:,}, of these read by now {read:,}")
    for name in results:
        if name != OURS:
            pairs = zip(results[OURS], results[name], strict=True)
            ratios = [ours.per_second / peer.per_second for ours, peer in pairs]
            each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
            print(f"ratio to {name}: {statistics.median(ratios):.2f} (rounds: {each})")
    print(f"p99, median of rounds: {statistics.median(one.p99_ms for one in results[OURS]):.1f} ms")
    return 0 if deliveries >= acknowledged else 1


if __name__ == "__main__":
    raise SystemExit(main())
