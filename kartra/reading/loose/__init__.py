"""A tolerant parser: JSON with any slip, and the notations that look like it."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading.loose.containers import CUT, value
from kartra.reading.loose.cursor import Cursor, Members
from kartra.reading.loose.dialects import dialect, mends

_PHP: Final = re.compile(r"\barray\s*\(|stdClass|[\"'\d]\s*=>\s*(?:array|NULL|'|\[)")

__all__ = ["CUT", "Cursor", "Members", "dialect", "mends", "parse"]


def parse(text: str, start: int = 0) -> tuple[Any, Cursor]:
    """Read the value that begins at `start`; the cursor tells where it ended and what was noticed."""
    cursor = Cursor(text, start, php=_PHP.search(text, start, start + 4096) is not None)
    read = value(cursor)
    return (None if read is CUT else read), cursor
