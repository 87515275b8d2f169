"""A full Import Lead beside its peers in one run: requests a second, latency, and the ratios between them.

    python -m benchmarks.sandbox [--seconds 2] [--rounds 5] [--connections 64] [--visits 30000]
        [--peers FOLDER]

Needs `wrk`. The floor is bare Starlette on uvicorn. Mockoon, WireMock, mountebank and Node-RED take part
where FOLDER has them:

    npm install --prefix FOLDER @mockoon/cli mountebank node-red wiremock

Each peer is set up to answer the same call with an id; none checks credentials, knows campaigns or keeps a
record. Servers take turns within each round, and ratios are taken round by round, so that they survive a
noisy machine. Then one kept-alive connection, alone and while a session keeps a page computing over many
visits.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.one_connection import one_connection, told
from benchmarks.serving import Server, answers, served
from benchmarks.wrk import Measured, driven, gathered

HERE = Path(__file__).parent
SCRIPT = HERE / "wrk_lead.lua"
PEERS = HERE / "peers"
FLOOR = "bare Starlette on uvicorn"
OURS = "Funnelscope, streamlit run"
ALONE = "Funnelscope, konnektive sandbox"
GOALS = {FLOOR: 0.6, "Mockoon, stateful": 10.0, "WireMock, defaults": 1.5, "mountebank": 2.0, "Node-RED": 2.0}
"""What the ratio of Funnelscope under `streamlit run` to each is meant to reach at 64 connections."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server to drive, and how it starts."""

    command: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


def own(data: Path) -> dict[str, Peer]:
    """The floor, and the sandbox in its two processes."""
    python = sys.executable
    uvicorn = (python, "-m", "uvicorn", "--loop", "uvloop", "--http", "httptools", "--no-access-log")
    streamlit = (python, "-m", "streamlit", "run", "app.py", "--server.headless", "true")
    return {
        FLOOR: Peer((*uvicorn, "--log-level", "error", "--port", "{port}", "benchmarks.peers.bare_lead:app")),
        OURS: Peer((*streamlit, "--server.port", "{port}"), {"DATABASE_URL": f"sqlite:///{data / 'app.db'}"}),
        ALONE: Peer(
            (python, "-m", "konnektive", "sandbox", "--port", "{port}"),
            {"DATABASE_URL": f"sqlite:///{data / 'alone.db'}"},
        ),
    }


def others(folder: Path, data: Path) -> dict[str, Peer]:
    """The peers that are installed in the folder."""
    programs = folder.resolve() / "node_modules" / ".bin"
    jars = sorted((folder.resolve() / "node_modules" / "wiremock").rglob("wiremock-standalone-*.jar"))
    mockoon = (
        "--data",
        str(PEERS / "mockoon.json"),
        "--port",
        "{port}",
        "--disable-log-to-file",
        "--disable-admin-api",
    )
    mountebank = (
        "--allowInjection",
        "--localOnly",
        "--nologfile",
        "--configfile",
        str(PEERS / "mountebank.ejs"),
    )
    red = ("-p", "{port}", "-u", str(data / "node-red"), str(PEERS / "node_red.json"))
    java = ("java", "-jar", str(jars[0])) if jars and shutil.which("java") else ()
    wiremock = ("--port", "{port}", "--root-dir", str(PEERS / "wiremock"), "--disable-banner")
    found = {
        "Mockoon, stateful": Peer((str(programs / "mockoon-cli"), "start", *mockoon)),
        "mountebank": Peer(
            (str(programs / "mb"), "start", *mountebank, "--port", "{other}"), {"PORT": "{port}"}
        ),
        "Node-RED": Peer((str(programs / "node-red"), *red)),
        "WireMock, defaults": Peer((*java, *wiremock) if java else ("",)),
    }
    return {name: peer for name, peer in found.items() if shutil.which(peer.command[0])}


def rounds(data: Path, options: argparse.Namespace) -> Iterator[tuple[str, Measured]]:
    """Drive every peer once a round, in turn; each is started empty, for some grow slow as they fill."""
    for number in range(options.rounds):
        empty = data / str(number)
        empty.mkdir()
        peers = own(empty) | (others(options.peers, empty) if options.peers else {})
        for name, peer in peers.items():
            server: Server = served(peer.command, peer.settings)
            try:
                answers(f"{server.url}/leads/import/")
                driven(f"{server.url}/leads/import/", 4, 1, SCRIPT)
                yield (
                    name,
                    driven(f"{server.url}/leads/import/", options.connections, options.seconds, SCRIPT),
                )
            finally:
                server.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--visits", type=int, default=30_000, help="what the pages compute over; 0: no pages")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where npm installed the peers")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        results = gathered(rounds(Path(folder), options))
    _tell(results)
    if options.visits:
        _tell_one_connection(options.visits, options.seconds)
    return 0


def _tell_one_connection(visits: int, seconds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = own(Path(folder))[OURS]
        for computing, runs, measured in one_connection(ours.command, ours.settings, visits, seconds, SCRIPT):
            print(told(computing, runs, measured), flush=True)


def _tell(results: Mapping[str, list[Measured]]) -> None:
    for name, measured in results.items():
        middle = statistics.median(one.per_second for one in measured)
        p50, p99 = (
            statistics.median(getattr(one, kind) for one in measured) for kind in ("p50_ms", "p99_ms")
        )
        line = f"{name:34} {middle:9,.0f}/s  p50 {p50:7.2f}  p99 {p99:8.2f} ms"
        if name != OURS:
            pairs = zip(results[OURS], measured, strict=True)
            ratio = statistics.median(ours.per_second / one.per_second for ours, one in pairs)
            goal = f", meant to be {GOALS[name]:g}" if name in GOALS else ""
            line += f"  Funnelscope has {ratio:.2f} of it{goal}"
        print(line)


if __name__ == "__main__":
    raise SystemExit(main())
