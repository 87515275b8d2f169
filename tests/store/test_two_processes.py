"""Two processes that write at once lose nothing and keep the file whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from store import connect
from store.packing import unpacked
from tests.store.made import arrival

ROOT = Path(__file__).parents[2]
_OTHER = """
import sys
from store import close_all, connect
from tests.store.made import arrival
store = connect(sys.argv[1])
print("ready", flush=True)
for start in range(1_000, 1_400, 20):
    for future in [store.write(arrival(n)) for n in range(start, start + 20)]:
        future.result()
close_all()
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "shared.db"
    store = connect(f"sqlite:///{file}")
    command = [sys.executable, "-c", _OTHER, f"sqlite:///{file}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        for start in range(1, 400, 20):
            for future in [store.write(arrival(n)) for n in range(start, start + 20)]:
                future.result()
    assert other.returncode == 0
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        bodies = {unpacked(body) for (body,) in connection.execute("SELECT body FROM delivery")}
    assert bodies == {arrival(n).body for n in (*range(1, 401), *range(1_000, 1_400))}
