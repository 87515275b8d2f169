"""What a crowd was told is kept is on the disk, when the process is killed while a scribe keeps for it."""

from __future__ import annotations

import http.client
import itertools
import sqlite3
import threading
from pathlib import Path

import pytest

from store.packing import unpacked
from tests.running import Running, running
from tests.store.made import eventually

SENDERS = 40
TAGGED = (
    b'{"lead": {"id": "%d"}, "action": "assign_tag", '
    b'"action_details": {"tag": {"tag_id": "1", "tag_name": "A"}}}'
)


class Crowd:
    """Senders that send until nobody answers."""

    def __init__(self, port: int, numbers: itertools.count[int]) -> None:
        self.acknowledged: list[int] = []
        self._port, self._numbers = port, numbers
        self._threads = [threading.Thread(target=self._send) for _ in range(SENDERS)]
        for thread in self._threads:
            thread.start()

    def _send(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            while True:
                number = next(self._numbers)
                connection.request("POST", "/in/kartra", TAGGED % number)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, answer.status
                self.acknowledged.append(number)
        except (http.client.HTTPException, OSError):
            pass

    def end(self) -> None:
        for thread in self._threads:
            thread.join()


def scribes(of: int) -> list[int]:
    """The processes of the scribes that a process has."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            is_scribe = b"kartra.scribe" in (folder / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == of and is_scribe:
            found.append(int(folder.name))
    return found


def killed_in_a_crowd(app: Running, numbers: itertools.count[int]) -> list[int]:
    """What was acknowledged to a crowd before the kill; the scribe has ended by then too."""
    crowd = Crowd(app.port, numbers)
    eventually(lambda: scribes(app.process.pid), seconds=30)
    (scribe,) = scribes(app.process.pid)
    before = len(crowd.acknowledged)
    eventually(lambda: len(crowd.acknowledged) > before + 2_000, seconds=30)
    app.process.kill()
    crowd.end()
    eventually(lambda: not Path(f"/proc/{scribe}").exists(), seconds=30)
    return crowd.acknowledged


def check(file: Path, acknowledged: list[int]) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {unpacked(body) for (body,) in connection.execute("SELECT body FROM delivery")}
        torn = connection.execute(
            "SELECT count(*) FROM delivery d WHERE (d.id IN (SELECT delivery_id FROM pending)) = "
            "(d.id IN (SELECT delivery_id FROM event))"
        ).fetchone()
    assert {TAGGED % number for number in acknowledged} <= kept
    assert torn == (0,), "an arrival is either waiting to be read or has its rows"


def kill_many(folder: Path, kills: int) -> None:
    numbers, acknowledged = itertools.count(1), []
    for _ in range(kills):
        with running("uvicorn app:app", folder) as app:
            acknowledged += killed_in_a_crowd(app, numbers)
        check(folder / "funnelscope.db", acknowledged)


def test_nothing_acknowledged_to_a_crowd_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    kill_many(tmp_path, 1)


@pytest.mark.slow
def test_nothing_acknowledged_to_a_crowd_is_lost_over_many_kills(tmp_path: Path) -> None:
    kill_many(tmp_path, 25)
