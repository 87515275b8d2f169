"""The process as a user starts it, on a free port, for tests that need all of it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
STARTS: Mapping[str, tuple[str, ...]] = {
    "streamlit run app.py": ("streamlit", "run", "app.py"),
    "python app.py": ("app.py",),
    "uvicorn app:app": ("uvicorn", "app:app", "--log-level", "warning"),
}


@dataclass(frozen=True, slots=True)
class Running:
    """A started process and where it is reached."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running(start: str, data: Path, base: str = "", **environment: str) -> Iterator[Running]:
    """Start the app in one of its three ways with a store of its own; stop it after."""
    port = free_port()
    arguments = STARTS[start]
    launcher = [sys.executable] if arguments[0].endswith(".py") else [sys.executable, "-m"]
    if arguments[0] == "uvicorn":
        arguments = (*arguments, "--port", str(port))
    settings = {
        "DATABASE_URL": f"sqlite:///{data / 'funnelscope.db'}",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(
        [*launcher, *arguments],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        stdout=log,
        stderr=log,
    )
    try:
        _wait_until_answering(f"{port}{base}", process, data / "server.log")
        yield Running(port, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _wait_until_answering(place: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{place}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError(f"the app did not answer; it said:\n{log.read_text()}")
