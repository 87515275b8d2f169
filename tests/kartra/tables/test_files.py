"""Tables as files: what comes out is what went in, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.tables.disarmed import disarmed
from kartra.tables.files import as_csv, as_csv_bytes, as_excel, as_json_lines, as_parquet

AT = datetime(2024, 2, 19, 16, 20, 45, tzinfo=UTC)
TABLE = pa.table(
    {
        "name": ['Ann, "the" Ann', "=cmd|' /C calc'!A0", None],
        "cents": pa.array([4900, -100, None], pa.int64()),
        "at": pa.array([AT, None, AT], pa.timestamp("ms", "UTC")),
    }
)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "+44 20 7946"]
)
def test_formulas_are_disarmed(text: str) -> None:
    assert disarmed(text) == "'" + text


@pytest.mark.parametrize("text", ["Ann", "a=b", "-49.00", "+1", "1,234", "", "x@y.com"])
def test_ordinary_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert disarmed(text) == text


@given(st.lists(st.lists(st.text(max_size=10), min_size=2, max_size=2), max_size=5))
def test_csv_is_read_back_to_the_letter_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\0", "").replace("\r", "") for cell in row] for row in rows]
    table = pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate("ab")})
    read = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert read[0] == ["a", "b"]
    assert read[1:] == [[disarmed(cell) for cell in row] for row in rows]


def test_csv_for_excel_begins_with_a_byte_order_mark_and_states_utc() -> None:
    data = as_csv_bytes(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"2024-02-19T16:20:45Z" in data


def test_json_lines_keep_types_and_do_not_touch_text() -> None:
    rows = [json.loads(line) for line in as_json_lines(TABLE).splitlines()]
    assert rows[1] == {"name": "=cmd|' /C calc'!A0", "cents": -100, "at": None}


def test_parquet_is_the_same_table() -> None:
    assert pq.read_table(io.BytesIO(as_parquet(TABLE))).equals(TABLE)


def test_excel_holds_no_formula_and_numbers_as_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(as_excel(TABLE))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=cmd" in sheet
    assert "<v>4900</v>" in sheet


def test_an_empty_table_is_a_header() -> None:
    assert as_csv(TABLE.slice(0, 0)).strip() == "name,cents,at"
    assert as_excel(TABLE.slice(0, 0))
