"""Redaction at the edge: parameters, URLs, headers, bodies and decoded JSON lose their secrets on entry."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from privacy.cards import may_hold_card, without_cards
from privacy.names import MASK, is_secret, may_name_secret
from privacy.quick import may_hide
from privacy.text import redacted_text

_NAMING = ("name", "key", "header", "field", "parameter")
_HOLDING = frozenset({"value", "val", "content", "text"})
_INFLATED_LIMIT = 8 << 20
"""Bytes; a compressed body is looked into up to here, so that a bomb costs no more."""


def redacted_params(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters with secrets masked; an empty value stays empty, since its absence is a finding."""
    if _may_hide("\n".join(params.values())):
        return {name: redacted_value(name, value) for name, value in params.items()}
    return {
        name: MASK if value and is_secret(name, in_query=True) else value for name, value in params.items()
    }


def redacted_value(name: str, value: str) -> str:
    """One parameter's value as it may be kept."""
    if is_secret(name, in_query=True):
        return MASK if value else value
    return _redacted_string(value)


def _redacted_string(text: str) -> str:
    return redacted_text(text) if _may_hide(text) else text


def _may_hide(text: str) -> bool:
    raw = text.encode("utf-8", "replace")
    return may_name_secret(raw) or may_hold_card(raw)


def redacted_query(query: str) -> str:
    """A query string with secrets masked; the other pairs stay as they were encoded."""
    return "&".join(_redacted_pair(pair) for pair in query.split("&"))


def _redacted_pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if not equals:
        return without_cards(pair)
    plain = unquote_plus(value)
    kept = redacted_value(unquote_plus(name), plain)
    return pair if kept == plain else f"{name}={quote_plus(kept)}"


def redacted_url(url: str) -> str:
    """A URL without passwords, secret parameters and card numbers."""
    head, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    safe = redacted_text(head) + mark + redacted_query(query)
    return safe + hash_mark + redacted_text(fragment)


def redacted_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Header pairs with credentials and cookies masked and URLs (Referer, Location) cleaned."""
    return tuple(
        (
            name,
            MASK
            if is_secret(name) and value
            else redacted_url(value)
            if "://" in value
            else _redacted_string(value),
        )
        for name, value in headers
    )


def redacted_json(value: Any, name: str = "") -> Any:
    """Decoded JSON with secrets masked, wherever they stand; null and empty stay as they are."""
    if isinstance(value, dict):
        named = _named_secret(value)
        return {
            key: redacted_json(item, (key in _HOLDING and named) or str(key)) for key, item in value.items()
        }
    if is_secret(name) and value not in (None, "", [], True, False):
        return MASK
    if isinstance(value, list | tuple):
        return [redacted_json(item) for item in value]
    if isinstance(value, str):
        return redacted_url(value) if value.startswith(("http://", "https://")) else _redacted_string(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 10**12:
        return MASK if without_cards(str(value)) == MASK else value
    return value


def _named_secret(value: Mapping[Any, Any]) -> str:
    """The secret whose name another member of the object tells, as in `{"name": "token", "value": ...}`."""
    told = (value.get(key) for key in _NAMING)
    return next((name for name in told if isinstance(name, str) and is_secret(name)), "")


def redacted_body(body: bytes) -> bytes:
    """A body as it may be stored: the very same bytes when nothing in it is secret."""
    if body.startswith(b"\x1f\x8b"):
        return _redacted_gzip(body)
    if not may_hide(body):
        return body
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return redacted_text(body.decode(encoding, "surrogatepass")).encode(encoding, "surrogatepass")
    encoding = _encoding(body)
    text = body.decode(encoding)
    safe = redacted_text(text)
    return body if safe == text else safe.encode(encoding)


def _encoding(body: bytes) -> str:
    # Latin-1 maps every byte to itself, so what is not UTF-8 still comes back to the byte.
    try:
        body.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _redacted_gzip(body: bytes) -> bytes:
    try:
        inner = zlib.decompressobj(31).decompress(body, _INFLATED_LIMIT)
    except zlib.error:
        return body
    safe = redacted_body(inner) if not inner.startswith(b"\x1f\x8b") else inner
    return body if safe is inner else gzip.compress(safe, mtime=0)
