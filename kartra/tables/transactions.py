"""The transactions table: one row a telling, typed, money in integer cents, dates with their zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec
import pyarrow as pa

from kartra.identity import identifier
from kartra.moment import EST, Moment, moment
from kartra.money import EMPTY
from kartra.tables.column import BATCH, integers, plain_text, texts, without_secrets
from kartra.tables.people import Person, seen
from kartra.tables.shape import Shape, transaction_shape
from kartra.tables.transaction_columns import COLUMNS, KNOWN, TypedColumn
from kartra.transaction_kind import EARNING, RETURNING, kind_of
from privacy import redacted_json

SCHEMA: Final = pa.schema(
    [
        ("line", pa.int64()),
        ("surface", pa.string()),
        ("action", pa.string()),
        ("kind", pa.string()),
        ("counted", pa.bool_()),
        ("transaction_at", pa.timestamp("ms", "UTC")),
        ("date_zone", pa.string()),
        ("revenue_cents", pa.int64()),
        *((one.name, one.builder([]).type) for one in COLUMNS),
        ("other", pa.string()),
    ]
)
"""Always these columns, in this order. `counted` is false on a repeated telling of a transaction; `other`
holds as JSON what no column can: unknown fields, and values that their column's type does not allow."""


class TransactionRow(NamedTuple):
    """One telling of a transaction, as it was decoded."""

    line: int
    surface: str
    action: str
    details: Any
    lead_id: Any
    """The event's lead stands in where the transaction names no buyer."""
    lead_email: Any
    person: Person | None
    """Whose figures it adds to."""


class TransactionRows:
    """Collects transactions and turns every few thousand into an Arrow batch."""

    def __init__(self, within: tzinfo = EST) -> None:
        self.shape: Shape = transaction_shape()
        self.within = within
        self.batches: list[pa.RecordBatch] = []
        self._told: set[tuple[str, ...]] = set()
        self._rows: list[TransactionRow] = []

    def add(self, row: TransactionRow) -> None:
        """Take one transaction."""
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._flush()

    def table(self) -> pa.Table:
        """All that was added."""
        self._flush()
        return pa.Table.from_batches(self.batches, SCHEMA)

    def _flush(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        spare: list[dict[str, Any]] = [{} for _ in rows]
        structs = [row.details for row in rows]
        columns = {one.name: self._column(one, structs, spare) for one in COLUMNS}
        self._names_the_lead(columns, rows)
        types, dates = _strings(columns["transaction_type"]), _strings(columns["transaction_date"])
        kinds = [_kind(told, row.action) for told, row in zip(types, rows, strict=True)]
        moments = [moment(date, self.within) for date in dates]
        amounts = _unsigned(columns["amount_cents"].to_pylist(), kinds)
        columns["amount_cents"] = pa.array(amounts, pa.int64())
        counted = self._counted(columns, kinds, amounts)
        revenue = [_revenue(*pair) for pair in zip(kinds, amounts, strict=True)]
        for told in zip(rows, counted, revenue, moments, strict=True):
            _add_up(*told)
        made = {
            "line": integers([row.line for row in rows]),
            "surface": texts([row.surface for row in rows]),
            "action": texts([row.action or None for row in rows]),
            "kind": texts(kinds),
            "counted": pa.array(counted, pa.bool_()),
            "transaction_at": pa.array([one.ms for one in moments], pa.timestamp("ms", "UTC")),
            "date_zone": texts([one.zone or None for one in moments]),
            "revenue_cents": pa.array(revenue, pa.int64()),
            **columns,
            "other": texts(self._others(structs, spare)),
        }
        self.batches.append(pa.RecordBatch.from_pydict(made, SCHEMA))

    def _column(self, one: TypedColumn, structs: Sequence[Any], spare: Sequence[dict[str, Any]]) -> pa.Array:
        first, *others = (self.shape.attribute[field] for field in one.fields)
        values = [getattr(struct, first) for struct in structs]
        for other, field in zip(others, one.fields[1:], strict=True):
            for at, value in enumerate(getattr(struct, other) for struct in structs):
                if value in ("", None):
                    continue
                if values[at] in ("", None):
                    values[at] = value
                elif values[at] != value:
                    spare[at][field] = value
        array = one.builder(values)
        if pa.types.is_string(array.type):
            array = without_secrets(one.fields[0], array)
        if array.null_count and one.builder is not texts:
            _keep_unread(one.fields[0], values, array, spare)
        return array

    def _names_the_lead(self, columns: dict[str, pa.Array], rows: Sequence[TransactionRow]) -> None:
        if columns["lead_id"].null_count:
            told = zip(columns["lead_id"].to_pylist(), rows, strict=True)
            columns["lead_id"] = texts([one or identifier(row.lead_id) or None for one, row in told])
        if columns["lead_email"].null_count:
            told = zip(columns["lead_email"].to_pylist(), rows, strict=True)
            columns["lead_email"] = texts([one or plain_text(row.lead_email) for one, row in told])

    def _counted(
        self, columns: Mapping[str, pa.Array], kinds: Sequence[str], amounts: Sequence[int | None]
    ) -> list[bool]:
        counted = []
        ids, dates = columns["transaction_id"].to_pylist(), columns["transaction_date"].to_pylist()
        mails = columns["lead_email"].to_pylist()
        for number, kind, *content in zip(ids, kinds, dates, amounts, mails, strict=True):
            earning = "earning" if kind in EARNING else kind
            key = (number, earning) if number else ("", earning, *map(str, content))
            counted.append(key not in self._told)
            self._told.add(key)
        return counted

    def _others(self, structs: Sequence[Any], spare: Sequence[dict[str, Any]]) -> list[str | None]:
        further = [(name, at) for name, at in self.shape.attribute.items() if name not in KNOWN]
        for struct, found in zip(structs, spare, strict=True):
            for name, at in further:
                value = getattr(struct, at, None)
                if value is not None:
                    found[name] = value
        # What nobody documented may be anything, a key of the account among it.
        return [msgspec.json.encode(redacted_json(found)).decode() if found else None for found in spare]


def _keep_unread(field: str, values: Sequence[Any], array: pa.Array, spare: Sequence[dict[str, Any]]) -> None:
    for at, unread in enumerate(array.is_null().to_pylist()):
        if unread and str(values[at] or "").strip().casefold() not in EMPTY:
            spare[at][field] = values[at]


def _add_up(row: TransactionRow, counted: bool, cents: int, when: Moment) -> None:
    if row.person is not None:
        person = row.person.now
        seen(person, when.ms)
        person.transactions += counted
        person.revenue_cents += cents if counted else 0


def _strings(array: pa.Array) -> list[str]:
    return [one or "" for one in array.to_pylist()]


@lru_cache(1024)
def _kind(told: str, action: str) -> str:
    return kind_of("" if told.casefold() in EMPTY else told, action.strip().casefold()).kind


def _unsigned(amounts: Sequence[int | None], kinds: Sequence[str]) -> list[int | None]:
    return [
        -cents if cents is not None and cents < 0 and kind in RETURNING else cents
        for cents, kind in zip(amounts, kinds, strict=True)
    ]


def _revenue(kind: str, cents: int | None) -> int:
    return ((kind in EARNING) - (kind in RETURNING)) * (cents or 0)
