"""Columns of raw values made into Arrow arrays of one type each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from kartra.identity import identifier
from kartra.money import amount
from privacy import redacted_body, redacted_value

BATCH = 4096
"""Rows to an Arrow batch: small enough that the Python values of a batch stay in the processor's cache."""

Builder = Callable[[Sequence[Any]], pa.Array]


def texts(values: Sequence[Any]) -> pa.Array:
    """Text as it came; numbers and nested values as their JSON, absent as null."""
    try:
        return pa.array(values, pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        return pa.array([plain_text(value) for value in values], pa.string())


def without_secrets(name: str, column: pa.Array) -> pa.Array:
    """The same column, with whatever may not leave masked; the very same object when there is nothing."""
    told = column.to_pylist()
    together = "\n".join(one for one in told if one).encode()
    if redacted_body(together) is together:
        return column
    return pa.array([one and redacted_value(name, one) for one in told], pa.string())


def identifiers(values: Sequence[Any]) -> pa.Array:
    """Ids as text; null for "", "0", N/A and placeholders."""
    return pa.array([identifier(value) or None for value in values], pa.string())


def integers(values: Sequence[Any]) -> pa.Array:
    """Whole numbers from numbers or text; null for anything else."""
    return pa.array([_integer(value) for value in values], pa.int64())


def cents(values: Sequence[Any]) -> pa.Array:
    """Amounts in integer cents; null where none can be read."""
    return pa.array([None if value is None else amount(value).cents for value in values], pa.int64())


def plain_text(value: Any) -> str | None:
    """One value as text: JSON for what is not text, and no lone surrogates, which no file can hold."""
    if value is None:
        return None
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text.encode("utf-8", "replace").decode()


def _integer(value: Any) -> int | None:
    if type(value) is str:
        value = value.strip().removesuffix(".0")
        return int(value) if len(value) < 19 and value.lstrip("-").isdecimal() and value.isascii() else None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    return value if isinstance(value, int) and abs(value) < 1 << 63 else None
