"""Redaction at the edge: parameters, URLs, headers, bodies and decoded JSON lose their secrets on entry."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from privacy.cards import may_hold_card, without_cards
from privacy.names import MASK, is_secret, may_name_secret
from privacy.quick import may_hide
from privacy.text import redacted_text

_NAMING = ("name", "key", "header", "field", "parameter")
_HOLDING = frozenset({"value", "val", "content", "text"})
_INFLATED_LIMIT = 32 << 20
"""Bytes; a compressed body is looked into up to here, so that a bomb costs no more."""
_GZIP = b"\x1f\x8b"
_PACKED = (_GZIP, b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LOOKED_AT = 100
"""Characters by which an encoding is told that does not tell itself."""


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
    named = without_cards(name)
    return pair if kept == plain and named == name else f"{named}={quote_plus(kept)}"


def redacted_url(url: str) -> str:
    """A URL without passwords, secret parameters and card numbers."""
    head, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    safe = redacted_text(head) + mark + redacted_query(query)
    return safe + hash_mark + redacted_text(fragment)


def redacted_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Header pairs with credentials and cookies masked and URLs (Referer, Location) cleaned."""
    return tuple((name, _redacted_header(name, value)) for name, value in headers)


def _redacted_header(name: str, value: str) -> str:
    if is_secret(name) and value:
        return MASK
    return redacted_url(value) if "://" in value else _redacted_string(value)


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


def redacted_body(body: bytes, depth: int = 2) -> bytes:
    """A body as it may be stored: the very same bytes when nothing in it is secret."""
    if body.startswith(_PACKED):
        return _redacted_packed(body, depth) if depth else body
    if not may_hide(body):
        return body
    encoding = _encoding(body)
    text = body.decode(encoding, "surrogatepass")
    safe = redacted_text(text)
    return body if safe == text else safe.encode(encoding, "surrogatepass")


def _encoding(body: bytes) -> str:
    # With its mark it keeps its mark. Without one, Latin letters leave every other byte empty.
    even, odd = body[: 2 * _LOOKED_AT : 2], body[1 : 2 * _LOOKED_AT : 2]
    for encoding, mark, empty in (("utf-16-le", b"\xff\xfe", odd), ("utf-16-be", b"\xfe\xff", even)):
        if len(body) % 2 == 0 and (body.startswith(mark) or empty.count(0) > len(empty) // 2):
            return encoding
    # Latin-1 maps every byte to itself, so what is not UTF-8 still comes back to the byte.
    try:
        body.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _redacted_packed(body: bytes, depth: int) -> bytes:
    """Packed again when something in it was hidden; packed as it was, in one piece."""
    inner = _unpacked(body)
    safe = redacted_body(inner, depth - 1)
    if safe is inner:
        return body
    return gzip.compress(safe, mtime=0) if body.startswith(_GZIP) else zlib.compress(safe)


def _unpacked(body: bytes) -> bytes:
    """All that can be unpacked: every member, and what comes before damage."""
    found, rest = b"", body
    while rest.startswith(_PACKED) and len(found) < _INFLATED_LIMIT:
        opening = zlib.decompressobj(47)
        with suppress(zlib.error):
            # The check sum stands at the end: what comes before it is kept when it is wrong.
            for part in (rest[:-8], rest[-8:]):
                found += opening.decompress(part, _INFLATED_LIMIT - len(found))
        rest = opening.unused_data
    return found
