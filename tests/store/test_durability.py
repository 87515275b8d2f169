"""What was acknowledged is on the disk: after kills in the middle of it, and after power cuts."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.packing import unpacked
from tests.store.power import cuts

ROOT = Path(__file__).parents[2]
_SENDER = """
import sys
from store import connect
from tests.store.made import arrival, sale
store, number = connect(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    waiting = []
    for _ in range(random_size(number)):
        number += 1
        waiting.append((number, store.write(arrival(number, rows=None if number % 2 else sale(number)))))
    for sent, future in waiting:
        future.result()
        print(sent, flush=True)
"""


def random_size(number: int) -> int:
    """How many are under way at once: one, or a crowd."""
    return 1 + (number * 7919) % 40


def killed_once(url: str, start: int, seconds: float) -> int:
    """Send until killed; the highest number that was acknowledged."""
    code = _SENDER.replace(
        "import sys\n", "import sys\nfrom tests.store.test_durability import random_size\n", 1
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, url, str(start)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.kill()
    said = process.stdout.read().split("\n")
    process.wait()
    whole = [line for line in said[:-1] if line.isdigit()]
    return int(whole[-1]) if whole else start


def kept_numbers(file: Path) -> set[int]:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT body FROM delivery").fetchall()
        torn = connection.execute(
            "SELECT count(*) FROM delivery d WHERE (d.id IN (SELECT delivery_id FROM pending)) = "
            "(d.id IN (SELECT delivery_id FROM event))"
        ).fetchone()
    assert torn == (0,), "an arrival is either waiting to be read or has its rows"
    return {int(unpacked(body[0])[11:-1]) for body in rows}


def kill_many(tmp_path: Path, kills: int) -> None:
    file = tmp_path / "killed.db"
    rnd, last, acknowledged = random.Random(7), 0, 0
    for _ in range(kills):
        reached = killed_once(f"sqlite:///{file}", last, 0.05 + rnd.random() * 0.4)
        kept = kept_numbers(file)
        missing = set(range(last + 1, reached + 1)) - kept
        assert not missing
        acknowledged += reached - last
        last = max(reached, max(kept, default=0))
    assert acknowledged > kills


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    kill_many(tmp_path, 3)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_over_a_hundred_kills(tmp_path: Path) -> None:
    kill_many(tmp_path, 100)


def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    assert cuts(tmp_path, number=25, arrivals=150) == (0, 0)


def test_a_power_cut_shows_what_a_weaker_promise_would_lose(tmp_path: Path) -> None:
    lost, _ = cuts(tmp_path, number=25, arrivals=150, pragmas=("PRAGMA synchronous=NORMAL",))
    assert lost > 0


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_over_five_hundred_power_cuts(tmp_path: Path) -> None:
    assert cuts(tmp_path, number=500, arrivals=1_500) == (0, 0)
