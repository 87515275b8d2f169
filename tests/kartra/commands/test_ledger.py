"""`python -m kartra ledger`."""

from __future__ import annotations

import csv
import gzip
import io
import json
import secrets
from pathlib import Path

import pytest

from kartra.__main__ import main
from kartra.generation import callback
from kartra.ledger.kept import kept_transactions
from kartra.lifecycles.sample import sample_events
from kartra.reading import limits
from kartra.rows import rows_of
from store import Arrival, connect


def events(folder: Path) -> str:
    path = folder / "events.ndjson"
    path.write_bytes(b"".join(callback.body + b"\n" for callback in sample_events(150, seed=5)))
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


def test_json_has_purchases_figures_and_their_definitions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", events(tmp_path), "--json", "--as-of", "2030-01-01"]) == 0
    told = printed(capsys)
    assert told["purchases"]
    assert told["balance_cents"] == sum(one["balance_cents"] for one in told["purchases"])
    assert {"MRR", "churn", "refund rate", "LTV"} <= told["definitions"].keys()


@pytest.mark.parametrize("command", ["ledger", "drift"])
def test_a_packed_file_is_read_to_its_end(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 1 << 20)
    path = tmp_path / "events.ndjson.gz"
    sales = (callback("buy_product", n, at=1_790_000_000_000).payload for n in range(12))
    lines = (json.dumps(sale | {"note": secrets.token_hex(70_000)}).encode() for sale in sales)
    path.write_bytes(gzip.compress(b"\n".join(lines), 1))
    assert main([command, str(path), "--json"]) == 0
    told = printed(capsys)
    assert told["transactions" if command == "ledger" else "events"] == 12


def test_csv_has_one_row_a_purchase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = events(tmp_path)
    main(["ledger", path, "--json"])
    purchases = printed(capsys)["purchases"]
    assert main(["ledger", path, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["key"] for row in rows] == [one["key"] for one in purchases]


def test_without_files_it_reads_the_store_and_finds_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = events(tmp_path)
    main(["ledger", path, "--json", "--as-of", "2030-01-01"])
    from_file = printed(capsys)
    store = connect()
    for line in Path(path).read_bytes().splitlines():
        store.write(Arrival("kartra", 1, line, rows=rows_of(line))).result()
    assert main(["ledger", "--json", "--as-of", "2030-01-01"]) == 0
    from_store = printed(capsys)
    for name in ("transactions", "paid_cents", "returned_cents", "months"):
        assert from_store[name] == from_file[name], name
    assert [one["status"] for one in from_store["purchases"]] == [
        one["status"] for one in from_file["purchases"]
    ]
    with store.reading() as connection:
        assert len(list(kept_transactions(connection))) == from_store["transactions"]


def test_it_is_held_against_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = events(tmp_path)
    export = tmp_path / "export.csv"
    export.write_text("transaction_id,type,amount\n1,Sale,5.00\n")
    assert main(["ledger", path, "--json", "--against", str(export)]) == 1
    told = printed(capsys)["reconciliation"]
    assert (told["matched"], told["only_there"]) == (0, 1)


def test_nothing_read_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.json").write_text("{}")
    assert main(["ledger", str(tmp_path / "empty.json")]) == 1


@pytest.mark.parametrize(
    "arguments",
    [["/no/such/file"], ["--zone", "Mars/Base"], ["--as-of", "soon"], ["--against", "/no/such/file"]],
)
def test_wrong_usage_is_2_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
