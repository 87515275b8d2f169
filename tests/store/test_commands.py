"""The store from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from kartra.rows import rows_of
from store import Store, close_all, connect
from store.__main__ import main
from store.catching_up import catch_up
from store.moment import now_ms
from store.tables import delivery, event, metadata, roll, roll_rev, txn
from tests.store.made import NOW, arrival, count, keep

BUY = {
    "lead": {"id": "10", "email": "maria@example.com", "first_name": "Maria"},
    "action": "buy_product",
    "action_details": {
        "transaction_details": {
            "transaction_id": "77", "product_id": "7", "product_name": "Course A", "transaction_type": "sale",
            "transaction_full_amount": "49.00", "transaction_date": "2026-11-01 10:00:00",
        }
    },
}  # fmt: skip


def filled(store: Store) -> None:
    bodies = [json.dumps(BUY).encode(), json.dumps(BUY).encode(), b"nonsense", b"\xff\xfe\x00binary"]
    keep(store, *(arrival(n, body=body, rows=None) for n, body in enumerate(bodies)))
    while catch_up(store, rows_of, 100):
        pass


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every projection but the numbers of its rows."""
    wanted = (event, txn, roll, roll_rev, delivery)
    with store.reading() as connection:
        found = {}
        for table in wanted:
            columns = [column for column in table.c if column.name not in ("id", "event_id")]
            rows = [tuple(row) for row in connection.execute(select(*columns))]
            found[table.name] = sorted((row for row in rows if row[-1] != 0 or table is not roll), key=repr)
    return found


def test_info_counts_what_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    filled(connect())
    assert main(["info", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["deliveries"], said["events"], said["transactions"], said["not_yet_read"]) == (4, 2, 1, 0)
    assert main(["info"]) == 0
    assert "deliveries       4" in capsys.readouterr().out


def test_migrate_says_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out.startswith("version ")


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_an_export_holds_every_row(kind: str, tmp_path: Path) -> None:
    filled(connect())
    with connect().reading() as connection:
        bodies = [bytes(row) for row in connection.execute(select(delivery.c.body)).scalars()]
    assert main(["export", "--format", kind, str(tmp_path / "out")]) == 0
    file = tmp_path / "out" / f"delivery.{kind}"
    if kind == "parquet":
        assert pq.read_table(file)["body"].to_pylist() == bodies
    else:
        assert [json.loads(line)["size"] for line in file.read_text().splitlines()] == list(map(len, bodies))
    assert not list((tmp_path / "out").glob("*.part"))
    assert not (tmp_path / "out" / f"bin.{kind}").exists()


def test_a_rebuild_gives_the_same_rows_again(kept: Store) -> None:
    filled(kept)
    before = contents(kept)
    from store.rebuilding import Forgotten

    assert kept.write(Forgotten()).result() == 4
    assert count(kept, event) == 0
    while catch_up(kept, rows_of, 100):
        pass
    assert contents(kept) == before


def test_rebuild_reads_with_the_reader_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(connect())
    close_all()
    assert main(["rebuild"]) == 0
    assert "4 deliveries read" in capsys.readouterr().out
    monkeypatch.setenv("FUNNELSCOPE_READER", "nowhere:nothing")
    assert main(["rebuild"]) == 2


def test_prune_lets_go_of_what_is_older(capsys: pytest.CaptureFixture[str]) -> None:
    keep(connect(), arrival(1, received_at=NOW - 10**10), arrival(2, received_at=now_ms()))
    close_all()
    assert main(["prune", "--keep-days", "30"]) == 0
    assert "1 deliveries let go" in capsys.readouterr().out
    assert count(connect(), delivery) == 1


def test_wrong_usage_and_an_unreachable_database_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["prune", "--keep-days", "soon"])
    assert ended.value.code == 2
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.db'}")
    capsys.readouterr()
    assert main(["info"]) == 1
    assert capsys.readouterr().err.count("\n") <= 2
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    assert main(["info"]) == 2


def test_every_table_has_a_place_in_the_archive_or_a_reason() -> None:
    from store.archive import TABLES

    left_out = {"bin", "setting", "schema_version", "sandbox_object", "pending", "imported"}
    assert {table.name for table in TABLES} | left_out == set(metadata.tables)
