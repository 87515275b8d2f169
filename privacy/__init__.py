"""Redaction and stable pseudonyms: what card numbers and secrets never pass."""

from privacy.cards import is_card_number
from privacy.names import MASK, is_secret
from privacy.redaction import (
    redacted_body,
    redacted_headers,
    redacted_json,
    redacted_params,
    redacted_query,
    redacted_url,
    redacted_value,
)
from privacy.text import redacted_text

__all__ = [
    "MASK",
    "is_card_number",
    "is_secret",
    "redacted_body",
    "redacted_headers",
    "redacted_json",
    "redacted_params",
    "redacted_query",
    "redacted_text",
    "redacted_url",
    "redacted_value",
]
