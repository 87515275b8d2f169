"""Columns of raw values made into Arrow arrays of one type each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kartra.identity import identifier
from kartra.money import amount
from kartra.tables.written import written

BATCH = 4096
"""Rows to an Arrow batch: small enough that the Python values of a batch stay in the processor's cache."""

_NOT_OF_ONE_TYPE = (
    pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, UnicodeEncodeError, OverflowError,
)  # fmt: skip
"""Why Arrow does not take the values all at once: then each is looked at by itself."""
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)

Builder = Callable[[Sequence[Any]], pa.Array]


def texts(values: Sequence[Any]) -> pa.Array:
    """Text as it came; numbers and nested values as their JSON, absent as null."""
    try:
        return pa.array(values, pa.string())
    except _NOT_OF_ONE_TYPE:
        return pa.array([plain_text(value) for value in values], pa.string())


def identifiers(values: Sequence[Any]) -> pa.Array:
    """Ids as text; null for "", "0", N/A and placeholders."""
    with suppress(*_NOT_OF_ONE_TYPE):
        told = pa.array(values)
        told = told.cast(pa.string()) if pa.types.is_integer(told.type) else told
        if pc.all(pc.ascii_is_decimal(told)).as_py() is not False:
            return pc.if_else(pc.match_substring_regex(told, "^0+$"), None, told).cast(pa.string())
    return pa.array([identifier(value) or None for value in values], pa.string())


def integers(values: Sequence[Any]) -> pa.Array:
    """Whole numbers from numbers or text; null for anything else."""
    with suppress(*_NOT_OF_ONE_TYPE):
        if bool not in set(map(type, values)):
            return pc.cast(pa.array(values), pa.int64())
    return pa.array([_integer(value) for value in values], pa.int64())


def cents(values: Sequence[Any]) -> pa.Array:
    """Amounts in integer cents; null where none can be read."""
    with suppress(*_NOT_OF_ONE_TYPE):
        if bool not in set(map(type, values)):
            scaled = pc.multiply(pc.cast(pa.array(values), pa.float64()), 100.0)
            whole = pc.round(scaled)
            # A double tells hundredths apart up to here; whatever is odd is read one by one.
            sure = pc.and_(pc.less(pc.abs(pc.subtract(scaled, whole)), 1e-4), pc.less(pc.abs(scaled), 1e14))
            if pc.all(sure).as_py() is not False:
                return pc.cast(whole, pa.int64())
    return pa.array([None if value is None else amount(value).cents for value in values], pa.int64())


def plain_text(value: Any) -> str | None:
    """One value as text: JSON for what is not text, and no lone surrogates, which no file can hold."""
    if value is None:
        return None
    text = value if isinstance(value, str) else written(value).decode()
    return text.encode("utf-8", "replace").decode()


def _integer(value: Any) -> int | None:
    if type(value) is str:
        value = value.strip().removesuffix(".0")
        return int(value) if _WHOLE.fullmatch(value) else None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    return value if isinstance(value, int) and abs(value) < 1 << 63 else None
