"""Power cuts, played: every write is recorded, and a disk is rebuilt from what a sync had covered.

Of what was written after a file's last sync, each piece is there or not by chance, as on a real disk.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apsw
from sqlalchemy import event

from store import connect
from store.engine import _WRITING
from tests.store.made import arrival, sale

Write = tuple[str, str, int, bytes]
"""File, what was done (write, truncate, sync, delete), where, and what."""


class _File(apsw.VFSFile):
    def __init__(self, inherit: str, name: Any, flags: list[int], log: list[Write]) -> None:
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._log = log
        super().__init__(inherit, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._log.append((self._name, "write", offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._log.append((self._name, "truncate", size, b""))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._log.append((self._name, "sync", 0, b""))
        super().xSync(flags)


class _Disk(apsw.VFS):
    def __init__(self, log: list[Write]) -> None:
        self._log = log
        super().__init__("recorded", "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File("", name, flags, self._log)

    def xDelete(self, name: str, sync: bool) -> None:
        self._log.append((name, "delete", 0, b""))
        super().xDelete(name, sync)


def cuts(folder: Path, number: int, arrivals: int, pragmas: Sequence[str] = ()) -> tuple[int, int]:
    """Cut the power so often while arrivals are kept: how many acknowledged were lost, how many files broke.

    Further pragmas show what another way of opening the database would have lost.
    """
    log: list[Write] = []
    disk = _Disk(log)
    path = str(folder / "power.db")
    acknowledged = _kept(path, log, arrivals, pragmas)
    del disk
    rnd, lost, broken = random.Random(11), 0, 0
    for _ in range(number):
        cut = rnd.randrange(acknowledged[0][0], len(log))
        told = max((n for at, n in acknowledged if at <= cut), default=0)
        found = _found(_rebuilt(log[:cut], rnd, folder), told)
        lost, broken = lost + (told - found if found is not None else 0), broken + (found is None)
    return lost, broken


def _sent(arrivals: int) -> list[str]:
    """Every statement, values and all, that the store's own writer sends for so many arrivals."""
    sent: list[str] = []
    store = connect()

    @event.listens_for(store._writing, "begin")
    def note(connection: Any) -> None:
        connection.connection.dbapi_connection.set_trace_callback(sent.append)

    number = 0
    while number < arrivals:
        batch = range(number + 1, number + 2 + number % 9)
        number += len(batch)
        for future in [store.write(arrival(n, rows=sale(n))) for n in batch]:
            future.result()
    # A comment is what a statement does inside; the first BEGIN came before the listening.
    return ["BEGIN IMMEDIATE", *(one for one in sent if not one.startswith("--"))]


def _kept(path: str, log: list[Write], arrivals: int, pragmas: Sequence[str]) -> list[tuple[int, int]]:
    """Do on the recorded disk what the store did; log position and last id as each commit returned."""
    connection = apsw.Connection(path, vfs="recorded")
    for pragma in (*_WRITING, "PRAGMA wal_autocheckpoint=40", *pragmas):
        connection.execute(pragma)
    for statement in _tables():
        connection.execute(statement)
    acknowledged = []
    for statement in _sent(arrivals):
        connection.execute(statement)
        if statement == "COMMIT":
            last = connection.execute("SELECT max(id) FROM delivery").fetchone()[0]
            acknowledged.append((len(log), last))
    return acknowledged


def _tables() -> list[str]:
    with connect().reading() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return [sql for name, sql in rows if not name.startswith(("ft_", "sqlite_"))]


def _rebuilt(log: list[Write], rnd: random.Random, folder: Path) -> Path:
    synced = {name: at for at, (name, done, _, _) in enumerate(log) if done == "sync"}
    files: dict[str, bytearray] = {}
    for at, (name, done, offset, data) in enumerate(log):
        held = files.setdefault(name, bytearray())
        if done in ("write", "truncate") and at > synced.get(name, -1) and rnd.random() < 0.5:
            continue
        if done == "write":
            held.extend(bytes(max(0, offset - len(held))))
            held[offset : offset + len(data)] = data
        elif done == "truncate":
            del held[offset:]
        elif done == "delete":
            files.pop(name, None)
    for old in folder.glob("cut.db*"):
        old.unlink()
    for name, held in files.items():
        (folder / Path(name).name.replace("power.db", "cut.db")).write_bytes(held)
    return folder / "cut.db"


def _found(file: Path, told: int) -> int | None:
    """How many of the acknowledged are there, whole; none when the file is broken."""
    connection = sqlite3.connect(file)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        counts = [
            connection.execute(f"SELECT count(*) FROM {table} WHERE {column} <= ?", (told,)).fetchone()[0]
            for table, column in (("delivery", "id"), ("event", "delivery_id"))
        ]
        return min(counts)
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
