"""A tolerant parser: JSON with any slip, and the notations that look like it."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading.loose.containers import CUT, value
from kartra.reading.loose.cursor import Cursor, Members
from kartra.reading.loose.dialects import dialect, mends

_PHP: Final = re.compile(r"\barray\s*\(|stdClass|[\"'\d]\s*=>\s*(?:array|NULL|'|\[)")

__all__ = ["CUT", "Cursor", "Members", "dialect", "is_php", "mends", "parse"]


def is_php(text: str) -> bool:
    """Whether the text looks as if PHP had printed it."""
    return _PHP.search(text) is not None


def parse(text: str, start: int = 0, *, php: bool | None = None) -> tuple[Any, Cursor]:
    """Read the value that begins at `start`; the cursor tells where it ended and what was noticed."""
    cursor = Cursor(text, start, php=is_php(text) if php is None else php)
    read = value(cursor)
    return (None if read is CUT else read), cursor
