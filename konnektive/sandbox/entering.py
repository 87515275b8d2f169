"""Parameters as they may enter the sandbox: secrets are used and never kept, the rest is cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from konnektive.endpoints import ENDPOINTS
from privacy import MASK, is_secret, redacted_text, redacted_value
from privacy.quick import may_hide

_DOCUMENTED = frozenset(one.name for endpoint in ENDPOINTS.values() for one in endpoint.parameters)
"""Names in which nothing can be hidden."""
_MARKS = re.compile(r"[=:\0]|\d(?:[ -]?\d){12}")


def cleaned(params: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters without card numbers and secrets in places that are not theirs.

    Secret parameters themselves (password, cardNumber, token) keep their values: the CRM needs them.
    """
    plain = params.keys() <= _DOCUMENTED or all(map(_is_plain, params))
    if plain and not _is_suspect("\n".join(params.values())):
        return params
    return {_cleaned_name(name): _cleaned(name, value) for name, value in params.items()}


def _is_plain(name: str) -> bool:
    """Whether a name is only a name: no card number, and no mark that parts a secret from its name."""
    return _MARKS.search(name) is None


def _is_suspect(text: str) -> bool:
    """A quick look for a card number, for a secret's name, and for what no text may hold."""
    return "\0" in text or may_hide(text.encode("utf-8", "replace"))


def _cleaned_name(name: str) -> str:
    return name if _is_plain(name) else redacted_text(name.replace("\0", ""))


def _cleaned(name: str, value: str) -> str:
    if _is_secret(name) or not _is_suspect(value):
        return value
    # PostgreSQL keeps no NUL in a text, and no name or address has one.
    return redacted_value(name, value.replace("\0", ""))


def kept(params: Mapping[str, str]) -> dict[str, str]:
    """Cleaned parameters as they are recorded: secrets masked; an empty value stays empty."""
    return {name: MASK if value and _is_secret(name) else value for name, value in params.items()}


@lru_cache(maxsize=4096)
def _is_secret(name: str) -> bool:
    return is_secret(name, in_query=True)
