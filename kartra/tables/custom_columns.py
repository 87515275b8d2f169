"""The custom fields table: one row a person, one column an identifier."""

from __future__ import annotations

from typing import Final

import msgspec
import pyarrow as pa

from kartra.custom_fields import custom_fields
from kartra.tables.column import texts

COLUMNS_AT_MOST: Final = 1000
"""An account has some dozens of custom fields; what lies beyond stays in the leads table's own column."""


def custom_table(leads: pa.Table) -> pa.Table:
    """The custom fields of a leads table, columns by name; people without any are left out."""
    told = [_named(one) for one in leads["custom_fields"].to_pylist()]
    names = sorted({name for one in told for name in one}, key=lambda name: (name.casefold(), name))
    some = pa.array([at for at, one in enumerate(told) if one], pa.int64())
    columns = {
        "lead_id": leads["lead_id"].take(some),
        "email": leads["email"].take(some),
        **{_apart(name): texts([one.get(name) for one in told if one]) for name in names[:COLUMNS_AT_MOST]},
    }
    return pa.table(columns)


def _named(written: str | None) -> dict[str, str]:
    fields = custom_fields(msgspec.json.decode(written)) if written else ()
    return {one.identifier: one.value for one in fields}


def _apart(name: str) -> str:
    """A custom field may be called like one of our own columns."""
    return f"custom.{name}" if name in ("lead_id", "email") or name.startswith("custom.") else name
