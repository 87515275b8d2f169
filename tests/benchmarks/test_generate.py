"""The file to measure with is what it says: every action, some about money, the size of real events."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.generate import events, write
from kartra import read
from kartra.events import ACTION

MONEY = {"buy_product", "refund_product", "partial_refund_product", "cancel_subscription"}


def test_all_actions_five_in_a_hundred_about_money_and_the_size_of_real_ones() -> None:
    made = list(events(4_000, 2))
    counts = Counter(json.loads(body)["action"] for body in made)
    assert set(counts) == set(ACTION)
    assert 0.035 < sum(counts[action] for action in MONEY) / len(made) < 0.065
    assert 1_500 < sum(map(len, made)) / len(made) < 2_000


def test_what_is_written_reads_back_and_repeats_itself(tmp_path: Path) -> None:
    made = write(200, tmp_path / "a.ndjson", 3)
    write(200, tmp_path / "b.ndjson", 3)
    data = (tmp_path / "a.ndjson").read_bytes()
    reading = read(data, "a.ndjson")
    assert (made.events, made.bytes) == (200, len(data))
    assert data == (tmp_path / "b.ndjson").read_bytes()
    assert len(reading.events) == 200 and not reading.problems
