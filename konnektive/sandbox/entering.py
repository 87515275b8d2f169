"""Parameters as they may enter the sandbox: secrets are used and never kept, the rest is cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping

from privacy import MASK, is_secret, redacted_text, redacted_value

_DIGITS = re.compile(r"\d(?:[ -]?\d){12}")
"""A run long enough for a card number."""


def cleaned(params: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters without card numbers and secrets in places that are not theirs.

    Secret parameters themselves (password, cardNumber, token) keep their values: the CRM needs them.
    """
    if not _is_suspect("\n".join((*params, *params.values()))):
        return params
    return {_cleaned_name(name): _cleaned(name, value) for name, value in params.items()}


def _is_suspect(text: str) -> bool:
    """A quick look for a card number, or for the mark between a secret's name and the secret."""
    return "=" in text or ":" in text or "\0" in text or _DIGITS.search(text) is not None


def _cleaned_name(name: str) -> str:
    return redacted_text(name.replace("\0", "")) if _is_suspect(name) else name


def _cleaned(name: str, value: str) -> str:
    if is_secret(name, in_query=True) or not _is_suspect(value):
        return value
    # PostgreSQL keeps no NUL in a text, and no name or address has one.
    return redacted_value(name, value.replace("\0", ""))


def kept(params: Mapping[str, str]) -> dict[str, str]:
    """Cleaned parameters as they are recorded: secrets masked; an empty value stays empty."""
    return {
        name: MASK if value and is_secret(name, in_query=True) else value for name, value in params.items()
    }
