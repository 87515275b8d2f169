"""What a request carries, read as the CRM's server would: query string, then form or multipart body."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any
from urllib.parse import unquote_plus

import msgspec

from konnektive.multipart import form_fields
from privacy import is_secret

Pair = tuple[str, str]


class _Parts(dict[str, Pair]):
    """Parts of query strings and bodies to what they say: a visit sends the same ones with call after call.

    Neither secrets nor long values are kept here.
    """

    def __missing__(self, part: str) -> Pair:
        name, _, value = part.partition("=")
        pair = intern(unquote_plus(name)), unquote_plus(value)
        if len(part) < _LONG and not is_secret(pair[0], in_query=True):
            if len(self) >= _KEPT:
                self.clear()
            self[part] = pair
        return pair


_KEPT, _LONG = 8192, 1024
_PARTS = _Parts()


def pairs(text: str) -> list[Pair]:
    """The pairs of a query string or form body, decoded once, in the order sent."""
    return [_PARTS[part] for part in text.split("&") if part]


def body_params(body: str, content_type: str) -> tuple[dict[str, str], dict[str, str] | None]:
    """The body's parameters, and the keys of a JSON body, which the CRM is not known to read."""
    start = body.lstrip()[:2]
    if not start:
        return {}, None
    kind = content_type.lower()
    if (start[0] in "{[" or "json" in kind) and (keys := json_keys(body)) is not None:
        return {}, keys or None
    if "multipart/" in kind or start == "--":
        return sent(form_fields(body)), None
    return sent(pairs(body.strip())), None


def json_keys(body: str) -> dict[str, str] | None:
    """A JSON body's own fields as text; none where the body is not JSON."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    if isinstance(value, list):
        value = {key: item for one in value if isinstance(one, dict) for key, item in one.items()}
    if not isinstance(value, dict):
        return None
    return {str(key): text for key, item in value.items() if (text := _text(item)).strip()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value) if isinstance(value, int | float) else msgspec.json.encode(value).decode()


def sent(given: Iterable[Pair]) -> dict[str, str]:
    """Name to value, the last one winning; an empty value counts as not sent."""
    return {name: value for name, value in given if value and not value.isspace()}
