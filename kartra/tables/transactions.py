"""The transactions table: one row a telling, typed, money in integer cents, dates with their zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pyarrow as pa

from kartra.identity import identifier
from kartra.moment import EST
from kartra.money import EMPTY
from kartra.tables.column import BATCH, integers, plain_text, texts
from kartra.tables.dates import dated
from kartra.tables.people import Person, seen
from kartra.tables.shape import OTHERS, Shape, transaction_shape
from kartra.tables.transaction_columns import COLUMNS, KNOWN, TypedColumn
from kartra.tables.written import written
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
        values = self.shape.columns(structs)
        columns = {one.name: _column(one, values, spare) for one in COLUMNS}
        self._names_the_lead(columns, rows)
        types, dates = _strings(columns["transaction_type"]), _strings(columns["transaction_date"])
        kinds = [_kind(told, row.action) for told, row in zip(types, rows, strict=True)]
        when, zones = dated(dates, self.within)
        amounts = _unsigned(columns["amount_cents"].to_pylist(), kinds)
        columns["amount_cents"] = pa.array(amounts, pa.int64())
        counted = self._counted(columns, kinds, amounts)
        revenue = [_revenue(*pair) for pair in zip(kinds, amounts, strict=True)]
        for told in zip(rows, counted, revenue, when.cast(pa.int64()).to_pylist(), strict=True):
            _add_up(*told)
        made = {
            "line": integers([row.line for row in rows]),
            "surface": texts([row.surface for row in rows]),
            "action": texts([row.action or None for row in rows]),
            "kind": texts(kinds),
            "counted": pa.array(counted, pa.bool_()),
            "transaction_at": when,
            "date_zone": zones,
            "revenue_cents": pa.array(revenue, pa.int64()),
            **columns,
            "other": texts(_others(values, spare)),
        }
        self.batches.append(pa.RecordBatch.from_pydict(made, SCHEMA))

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


def _column(
    one: TypedColumn, values: Mapping[str, Sequence[Any]], spare: Sequence[dict[str, Any]]
) -> pa.Array:
    first, *others = one.fields
    told = values[first]
    for field in others:
        told = _either(told, values[field], field, spare)
    array = one.builder(told)
    if array.null_count and one.builder is not texts:
        _keep_unread(first, told, array, spare)
    return array


def _either(
    told: Sequence[Any], other: Sequence[Any], field: str, spare: Sequence[dict[str, Any]]
) -> Sequence[Any]:
    """One generation's values, filled up from the other's; where both tell, the second is kept apart."""
    if other.count(None) == len(other):
        return told
    if told.count(None) == len(told):
        return other
    for at, (one, two) in enumerate(zip(told, other, strict=True)):
        if one not in ("", None) and two not in ("", None, one):
            spare[at][field] = two
    return [two if one in ("", None) else one for one, two in zip(told, other, strict=True)]


def _others(values: Mapping[str, Sequence[Any]], spare: Sequence[dict[str, Any]]) -> list[str | None]:
    for name in values.keys() - KNOWN:
        for found, value in zip(spare, values[name], strict=True):
            if value is not None:
                found.update(value if name == OTHERS else {name: value})
    # What nobody documented may be anything, a key of the account among it.
    return [written(redacted_json(found)).decode() if found else None for found in spare]


def _keep_unread(field: str, values: Sequence[Any], array: pa.Array, spare: Sequence[dict[str, Any]]) -> None:
    if values.count(None) + values.count("") == array.null_count:
        return
    for at, unread in enumerate(array.is_null().to_pylist()):
        if unread and str(values[at] or "").strip("0 ").casefold() not in EMPTY:
            spare[at][field] = values[at]


def _add_up(row: TransactionRow, counted: bool, cents: int, ms: int | None) -> None:
    if row.person is not None:
        person = row.person.now
        seen(person, ms)
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
