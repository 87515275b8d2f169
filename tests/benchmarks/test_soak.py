"""The soak finds what it looks for, and a short one passes."""

from __future__ import annotations

from pathlib import Path

import pytest

import benchmarks.soak
from benchmarks.soak import Tally, judged, missing, soak
from store import Arrival, connect


def tally(memory: list[float]) -> Tally:
    one = Tally(memory_mb=memory, latencies_ms=[1.0, 2.0, 3.0], acknowledged={1, 2})
    one.statuses.update({"200": 2, "404": 1})
    return one


def test_what_is_fine_passes() -> None:
    verdict = judged(tally([100, 120, 120, 121, 120, 122]), 6, 1, set(), b"You can now view your app")
    assert verdict.passed
    assert (verdict.sent, verdict.acknowledged, verdict.p50_ms) == (3, 2, 2.0)


@pytest.mark.parametrize(
    ("memory", "lost", "log"),
    [
        ([100, 100, 100], {7}, b""),
        ([100, 100, 120], set(), b""),
        ([100, 100, 100], set(), b"ERROR: something"),
        ([100, 100, 100], set(), b"Traceback (most recent call last):"),
        ([100, 100, 100], set(), b"fine\nNothing can be kept: disk full\nfine"),
    ],
    ids=[
        "an event is missing",
        "memory grew",
        "an error in the log",
        "an exception in the log",
        "a refusal in the log",
    ],
)
def test_what_is_not_fails(memory: list[float], lost: set[int], log: bytes) -> None:
    assert not judged(tally(memory), 6, 1, lost, log).passed


def test_the_store_is_asked_for_every_acknowledged_event(tmp_path: Path) -> None:
    for n in (1, 2, 4):
        connect().write(Arrival("kartra", n, b"{}", query=f"n={n}&order=5")).result()
    connect().write(Arrival("kartra", 9, b"{}", query="other=1")).result()
    assert missing(tmp_path / "funnelscope.db", {1, 2, 3, 4}) == {3}


def test_a_short_soak_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmarks.soak, "WARM_SECONDS", 1.0)
    # So short a time says nothing about memory: the process is still filling its caches.
    monkeypatch.setattr(benchmarks.soak, "FLAT", 2.0)
    verdict = soak(tmp_path, seconds=2, rate=100, connections=8)
    assert verdict.passed, verdict
    assert verdict.acknowledged > 50 and verdict.reads
