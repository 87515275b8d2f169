"""Servers for a measurement: started on a free port, waited for, stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Server:
    """A started server."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def served(command: Sequence[str], settings: Mapping[str, str], log: Path | None = None) -> Server:
    """Start it, with `{port}` (and `{other}`, a second one) filled in; returns once the port is open.

    What it says goes to the log.
    """
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        port, other = (int(listener.getsockname()[1]) for listener in (first, second))

    def filled(part: str) -> str:
        return part.replace("{port}", str(port)).replace("{other}", str(other))

    with (log or Path(os.devnull)).open("wb") as said:
        process = subprocess.Popen(
            [filled(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **{name: filled(value) for name, value in settings.items()}},
            stdout=said,
            stderr=said,
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return Server(f"http://127.0.0.1:{port}", process)
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"{command[:4]} did not start")


def answers(url: str) -> None:
    """Wait until a form posted there is answered: some listen long before they know the address."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, data=b"loginId=demo", timeout=60).close()
            return
        except urllib.error.HTTPError as refused:
            if refused.code != 404 or time.monotonic() > deadline:
                raise
            time.sleep(0.2)
