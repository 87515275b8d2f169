"""An export is of one moment, and holds only a part of the rows at once."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from store import Store
from store.archive import archived
from tests.store.made import arrival, keep, sale


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_what_arrives_meanwhile_is_in_no_file(kept: Store, kind: str, tmp_path: Path) -> None:
    keep(kept, *(arrival(number, rows=sale(number)) for number in range(1, 4)))
    writing = archived(kept, kind, tmp_path)
    assert next(writing) == ("delivery", 3)
    keep(kept, arrival(4, rows=sale(4)))
    rest = dict(writing)
    assert (rest["event"], rest["txn"]) == (3, 3)
    assert dict(archived(kept, kind, tmp_path))["event"] == 4


def test_both_forms_tell_the_same(kept: Store, tmp_path: Path) -> None:
    keep(kept, *(arrival(number, rows=sale(number)) for number in range(1, 4)))
    for kind in ("jsonl", "parquet"):
        list(archived(kept, kind, tmp_path))
    lines = [json.loads(line) for line in (tmp_path / "event.jsonl").read_text().splitlines()]
    assert pq.read_table(tmp_path / "event.parquet").to_pylist() == lines


def test_a_large_table_streams(kept: Store, tmp_path: Path) -> None:
    body = b"x" * 20_000
    waiting = [kept.write(arrival(number, body=b"%d" % number + body)) for number in range(6_000)]
    for one in waiting:
        one.result()
    tracemalloc.start()
    (first, *_) = archived(kept, "jsonl", tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first == ("delivery", 6_000)
    assert peak < 100_000_000
