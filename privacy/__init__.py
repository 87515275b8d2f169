"""Redaction and stable pseudonyms: what card numbers and secrets never pass."""
