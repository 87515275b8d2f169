"""Tables as files to take away: CSV, Excel, Parquet and JSON lines, with spreadsheet formulas disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from kartra.tables.disarmed import disarmed

SHEET_ROWS: Final = 1_048_575
"""What an Excel sheet holds below its header; further rows go to further sheets."""
CELL_TEXT: Final = 32_767
"""Characters that an Excel cell holds."""


def as_csv(table: pa.Table) -> str:
    """RFC 4180 with a header line; times are ISO 8601 in UTC."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([disarmed(name) for name in table.column_names])
    for row in _rows(table):
        writer.writerow([disarmed(value) if isinstance(value, str) else _plain(value) for value in row])
    return out.getvalue()


def as_csv_bytes(table: pa.Table) -> bytes:
    """The same with a byte order mark, without which Excel reads UTF-8 as something else."""
    return as_csv(table).encode("utf-8-sig")


def as_json_lines(table: pa.Table) -> bytes:
    """One JSON object a row; values keep their types, times are ISO 8601 in UTC."""
    encode = msgspec.json.Encoder().encode
    names = table.column_names
    return b"".join(
        encode({name: _plain(value) for name, value in zip(names, row, strict=True)}) + b"\n"
        for row in _rows(table)
    )


def as_parquet(table: pa.Table) -> bytes:
    """Parquet, compressed with zstd."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def as_excel(table: pa.Table) -> bytes:
    """A workbook whose texts are texts whatever they begin with; money in whole units as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        times = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        bold = book.add_format({"bold": True})
        for at in range(0, max(table.num_rows, 1), SHEET_ROWS):
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(table.column_names):
                sheet.write_string(0, column, name[:CELL_TEXT], bold)
            for line, row in enumerate(_rows(table.slice(at, SHEET_ROWS)), 1):
                for column, value in enumerate(row):
                    _write(sheet, line, column, value, times)
    return out.getvalue()


FORMATS: Final[Mapping[str, tuple[str, str, Callable[[pa.Table], bytes]]]] = {
    "CSV": ("csv", "text/csv", as_csv_bytes),
    "Excel": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_excel),
    "Parquet": ("parquet", "application/vnd.apache.parquet", as_parquet),
    "JSON lines": ("jsonl", "application/x-ndjson", as_json_lines),
}
"""Name -> file extension, media type, writer."""


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value


def _write(sheet: Any, line: int, column: int, value: Any, times: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        # Excel counts in doubles: a longer whole number would lose its last digits.
        big = isinstance(value, int) and abs(value) > 2**53
        (sheet.write_string if big else sheet.write_number)(line, column, str(value) if big else value)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, column, value.replace(tzinfo=None), times)
    else:
        sheet.write_string(line, column, str(value)[:CELL_TEXT])
