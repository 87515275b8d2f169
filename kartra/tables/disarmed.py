"""Text that a spreadsheet shows and never runs: names and tags are whatever a stranger typed."""

from __future__ import annotations

import re
from typing import Final

_STARTS: Final = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]")
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)*", re.ASCII)


def disarmed(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula; numbers stay."""
    return f"'{text}" if _STARTS.match(text) and not _NUMBER.fullmatch(text) else text
