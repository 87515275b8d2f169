"""Messages without what is secret; the same few are said of most events, so they are kept at hand."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from privacy import redacted_text

safe: Final = lru_cache(4_096)(redacted_text)
