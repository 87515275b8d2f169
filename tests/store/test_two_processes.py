"""Two processes that write at once lose nothing and keep the file whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import Connection, update

from store import Store, connect
from store.engine import database_url
from store.packing import unpacked
from store.settings import KeptSetting
from store.tables import setting
from tests.postgres import database
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


@dataclass(frozen=True)
class Crossing:
    """Changes one row, and the other once somebody else has changed that one."""

    names: tuple[str, str]
    met: threading.Barrier

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        (one,) = changes
        for name in one.names:
            connection.execute(update(setting).where(setting.c.name == name).values(value="changed"))
            with suppress(threading.BrokenBarrierError):
                one.met.wait(0.5)
        return ["kept"]


@pytest.mark.postgres
def test_of_two_that_wait_for_each_other_neither_is_refused() -> None:
    with database() as url:
        stores = [Store(database_url(url)) for _ in range(2)]
        for name in "ab":
            stores[0].write(KeptSetting(name, "")).result()
        met = threading.Barrier(2)
        crossing = zip(stores, (("a", "b"), ("b", "a")), strict=True)
        futures = [store.write(Crossing(names, met)) for store, names in crossing]
        assert [future.result() for future in futures] == ["kept", "kept"]
        for store in stores:
            store.close()
