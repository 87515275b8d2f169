"""Files come into the store once, however often the import is interrupted or run again."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kartra.importing import bring_in, bringing, parts
from kartra.lifecycles.sample import sample_events
from kartra.paging import readings
from kartra.rows import rows_of
from store import Store, connect
from store.tables import delivery, event, roll, txn

BODIES = [callback.body for callback in sample_events(120, seed=9)]


def file(folder: Path, lines: list[bytes], name: str = "events.ndjson") -> Path:
    path = folder / name
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def kept(store: Store) -> tuple[int, int, int]:
    with store.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(one)).scalar()
            for one in (delivery, event, txn)
        ]
    return counts[0], counts[1], counts[2]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 20_000)


def test_every_line_becomes_a_delivery_with_its_rows(tmp_path: Path) -> None:
    store = connect()
    brought = bring_in(file(tmp_path, BODIES), store, "import")
    expected = [rows_of(body) for body in BODIES]
    assert brought.events == sum(len(one.events) for one in expected) == 120
    numbers = {(one.transaction_id, one.kind) for rows in expected for one in rows.txns}
    assert kept(store) == (120, 120, len(numbers))


def test_run_again_nothing_doubles(tmp_path: Path) -> None:
    store, path = connect(), file(tmp_path, BODIES)
    bring_in(path, store, "import")
    before = kept(store)
    again = bring_in(path, store, "import")
    assert (again.events, again.skipped) == (0, path.stat().st_size)
    assert bring_in(path.rename(tmp_path / "renamed.ndjson"), store, "import").events == 0
    assert kept(store) == before


@pytest.mark.parametrize("committed", [1, 3, 7])
def test_interrupted_it_goes_on_where_it_was(tmp_path: Path, committed: int) -> None:
    store, path = connect(), file(tmp_path, BODIES)
    told: list[int] = []

    def stop(size: int, events: int) -> None:
        told.append(events)
        if len(told) == committed:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(path, store, "import", stop)
    assert sum(told) <= kept(store)[0] < 120
    bring_in(path, store, "import")
    assert kept(store)[:2] == (120, 120)


def test_a_file_that_grew_gives_what_is_new(tmp_path: Path) -> None:
    store, path = connect(), file(tmp_path, BODIES[:50])
    bring_in(path, store, "import")
    file(tmp_path, BODIES)
    assert bring_in(path, store, "import").events == 70
    assert kept(store)[0] == 120


@pytest.mark.parametrize("indent", [None, 1])
def test_an_event_that_is_half_written_waits_until_it_is_whole(tmp_path: Path, indent: int | None) -> None:
    texts = [json.dumps(json.loads(one), indent=indent) for one in BODIES if one.startswith(b"{")][:3]
    whole = "\n".join(texts).encode()
    store, path = connect(), tmp_path / "growing.ndjson"
    path.write_bytes(whole[:-200])
    half = bring_in(path, store, "import")
    assert (half.events, half.unread, [one.code for one in half.problems][-1]) == (2, 0, "left-for-later")
    path.write_bytes(whole)
    again = bring_in(path, store, "import")
    assert (again.events, again.unread, again.problems) == (1, 0, ())
    path.write_bytes(whole + b"\n")
    assert bring_in(path, store, "import").events == 0
    assert kept(store)[:2] == (3, 3)


def test_a_last_line_that_nothing_closes_waits_for_its_end(tmp_path: Path) -> None:
    post = b"transaction_id=7&transaction_type=sale&product_id=3&buyer_email=a%40b.example"
    post += b"&transaction_full_amount=50.00"
    store, path = connect(), tmp_path / "posts.txt"
    path.write_bytes(BODIES[1] + b"\n" + post[:-3])
    assert bring_in(path, store, "import").events == 1
    path.write_bytes(BODIES[1] + b"\n" + post + b"\n")
    assert bring_in(path, store, "import").events == 1
    with store.reading() as connection:
        assert connection.execute(select(txn.c.amount_cents).where(txn.c.transaction_id == "7")).all() == [
            (5000,)
        ]


def test_of_a_file_that_begins_alike_only_the_rest_is_new(tmp_path: Path) -> None:
    store = connect()
    bring_in(file(tmp_path, BODIES[:60]), store, "import")
    other = file(tmp_path, [*BODIES[:30], *BODIES[60:90]], "other.ndjson")
    assert 30 <= bring_in(other, store, "import").events < 60
    assert 90 <= kept(store)[0] < 120


def test_a_file_that_begins_otherwise_is_a_file_of_its_own(tmp_path: Path) -> None:
    store = connect()
    bring_in(file(tmp_path, BODIES), store, "import")
    assert bring_in(file(tmp_path, BODIES[1:], "other.ndjson"), store, "import").events == 119


def test_other_processes_read_large_files_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "_BESIDE", 1)
    store = connect()
    assert bring_in(file(tmp_path, BODIES), store, "import").events == 120
    assert kept(store)[:2] == (120, 120)


def test_a_line_without_an_event_is_kept_and_counted(tmp_path: Path) -> None:
    store = connect()
    brought = bring_in(file(tmp_path, [BODIES[0], b"not an event", b"", BODIES[1]]), store, "import")
    assert (brought.events, brought.unread) == (2, 1)
    assert kept(store)[0] == 3


def test_a_file_that_is_not_lines_gives_its_events(tmp_path: Path) -> None:
    store = connect()
    path = tmp_path / "array.json"
    path.write_text(json.dumps([json.loads(body) for body in BODIES if body.startswith(b"{")][:7], indent=2))
    assert bring_in(path, store, "import").events == 7
    assert bring_in(path, store, "import").events == 0
    assert kept(store)[:2] == (7, 7)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("listed", [False, True])
def test_a_large_file_is_taken_in_by_its_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool, packed: bool
) -> None:
    monkeypatch.setattr(readings, "LARGE", 1_000)
    monkeypatch.setattr(readings, "PACKED", 1_000)
    outbound = [json.loads(body) for body in BODIES if body.startswith(b"{")] * (8 if listed else 1)
    text = json.dumps(outbound, indent=1) if listed else "\n".join(map(json.dumps, outbound))
    path = tmp_path / "events.json"
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    store, steps = connect(), list[int]()
    assert bring_in(path, store, "import", lambda size, events: steps.append(size)).events == len(outbound)
    assert len(steps) > 3
    assert sum(steps) == pytest.approx(path.stat().st_size, abs=len(steps))
    again = bring_in(path, store, "import")
    assert (again.events, again.skipped) == (0, pytest.approx(path.stat().st_size, abs=1))
    assert kept(store)[:2] == (len(outbound), len(outbound))


def test_nothing_is_marked_a_repeat_where_no_time_is_known(tmp_path: Path) -> None:
    store = connect()
    bring_in(file(tmp_path, [BODIES[0]] * 3), store, "import")
    with store.reading() as connection:
        assert connection.execute(select(func.count()).where(event.c.dup == 1)).scalar() == 0
        assert not connection.execute(select(roll.c.n).where(roll.c.kind == "duplicate")).all()


def test_an_envelope_tells_when_it_came(tmp_path: Path) -> None:
    store = connect()
    line = json.dumps({"received_at": "2024-02-01T09:00:00Z", "body": json.loads(BODIES[1])}).encode()
    bring_in(file(tmp_path, [line]), store, "import")
    with store.reading() as connection:
        assert connection.execute(select(delivery.c.received_at)).scalar() == 1706778000000


def test_secrets_do_not_come_in(tmp_path: Path) -> None:
    store = connect()
    line = b"transaction_id=7&transaction_type=sale&transaction_full_amount=5.00&secret_key=hunter2hunter2"
    bring_in(file(tmp_path, [line]), store, "import")
    with store.reading() as connection:
        assert b"hunter2" not in connection.execute(select(delivery.c.body)).scalar()
