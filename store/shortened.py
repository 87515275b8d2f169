"""Values as every database bears them: PostgreSQL refuses zeros in text, and what an index has no room for.

What they were cut from stays whole where it came: in the body, the headers, the recorded call.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

from msgspec.structs import replace

from store.rows import EventRow, Rows, TxnRow

LONGEST = 200
"""Characters of four bytes: three of them and a few numbers fill the 2,704 bytes of a row of an index."""
LONGEST_ALONE = 600
"""The same where no other text stands beside it."""

_Row = TypeVar("_Row", EventRow, TxnRow)
_OF_EVENT = ("action", "lead_id", "lead_email")
_OF_TXN = (
    "transaction_id", "kind", "product_id", "affiliate_id", "tracking_1", "lead_id", "lead_email",
)  # fmt: skip


def without_zeros(value: str) -> str:
    """The text with a visible mark for each zero character, which PostgreSQL does not know in text."""
    return value.replace("\0", "\ufffd") if "\0" in value else value


def shortened(value: str, longest: int = LONGEST) -> str:
    """The value, or its beginning and a mark that no other value has."""
    value = without_zeros(value)
    if len(value) <= longest:
        return value
    mark = "..." + blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return value[: longest - len(mark)] + mark


def shortened_rows(rows: Rows) -> Rows:
    """The rows with short values; the very same where they are short already."""
    if not _is_long(rows):
        return rows
    return replace(
        rows,
        events=tuple(_with_short(one, _OF_EVENT) for one in rows.events),
        txns=tuple(_with_short(one, _OF_TXN) for one in rows.txns),
    )


def _is_long(rows: Rows) -> bool:
    for one in rows.events:
        if len(one.lead_email) > LONGEST or len(one.lead_id) > LONGEST or len(one.action) > LONGEST:
            return True
    return any(len(getattr(one, name)) > LONGEST for one in rows.txns for name in _OF_TXN)


def _with_short(row: _Row, names: Sequence[str]) -> _Row:
    return replace(row, **{name: shortened(getattr(row, name)) for name in names})
