"""The landing URL that a first click reports, taken apart without repairing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from konnektive.audit.call import Call
from konnektive.audit.parameters import Pair, pairs
from konnektive.endpoints import IMPORT_CLICK
from konnektive.landing import query_of

_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*%3A%2F%2F", re.IGNORECASE)
_JOINED = re.compile(r"%26([A-Za-z_][\w.-]*)(=|%3D)", re.IGNORECASE)
_ADDRESS = re.compile(r"%3A%2F%2F|%3F", re.IGNORECASE)
_LANDING_NAME = re.compile(
    r"aff_?id|c[1-5]|utm_\w+|s(?:ub)?_?id_?\d*|s(?:ub)?_?\d+|aff_?sub_?\d*|sub_?aff\w*"
    r"|(?:\w+_)?click_?id|gclid|fbclid|ttclid|msclkid|wbraid|gbraid|dclid|twclid|li_fat_id",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\[[A-Za-z][\w. -]*\]|\{\{?\s*[A-Za-z_][\w.: -]*\s*\}?\}|__[A-Z][A-Z_]+__|<[A-Za-z]\w*>"
)
_UTM = re.compile(r"utm_\w+(?:=|%3D)[^&#\s]", re.IGNORECASE)
_CANONICAL = {"affid": "affId", **{f"c{n}": f"c{n}" for n in range(1, 6)}}
_DOCUMENTED = {one.name for one in IMPORT_CLICK.parameters} - {"affId"}


@lru_cache(maxsize=256)
def is_encoded_twice(uri: str) -> bool:
    """Whether the URL, decoded once, is still encoded itself; an encoded address inside one value is fine."""
    if "%" not in uri:
        return False
    if _SCHEME.match(uri):
        return True
    query = query_of(uri)
    if "?" not in uri:
        # Its own question mark may be encoded too: what follows it is the query.
        head, mark, query = re.sub(r"%3F", "?", uri, count=1, flags=re.IGNORECASE).partition("?")
        if not mark or _ADDRESS.search(head):
            return False
    return any(_joins_own(part, "&" in query) for part in query.split("&"))


def _joins_own(part: str, has_real: bool) -> bool:
    """Whether encoded ampersands in this part of a query join parameters of the URL itself.

    Beside real ampersands only well-known names tell: any other value may hold an encoded one.
    """
    value = part.partition("=")[2] or part
    for found in _JOINED.finditer(value):
        if _ADDRESS.search(value, 0, found.start()):
            return False
        if not has_real or found.group(2) == "=" or _LANDING_NAME.fullmatch(found.group(1)):
            return True
    return False


def landing_url(call: Call) -> str:
    """The landing URL as it was meant: decoded once more where it was encoded twice."""
    uri = call.given("requestUri")
    while uri and is_encoded_twice(uri) and (decoded := unquote(uri)) != uri:
        uri = decoded
    return uri


def landing_pairs(call: Call) -> Iterator[Pair]:
    """The landing URL's own parameters, those that spilled into the call included."""
    yield from ((name, value) for name, value in query_pairs(landing_url(call)) if value)
    yield from ((name, call.given(name)) for name in spilled(call))


@lru_cache(maxsize=256)
def query_pairs(url: str) -> tuple[Pair, ...]:
    """The pairs of a URL's query string."""
    return tuple(pairs(query_of(url)))


def spilled(call: Call) -> list[str]:
    """The landing URL's parameters that arrive as the call's own, since requestUri was not URL-encoded.

    That is so only where requestUri ends after its first parameter.
    """
    inside = [name for name, _ in query_pairs(call.given("requestUri"))]
    if len(inside) != 1 or is_encoded_twice(call.given("requestUri")):
        return []
    strange = [
        name
        for name in call.params
        if name not in _DOCUMENTED and name != inside[0] and _LANDING_NAME.fullmatch(name)
    ]
    # affId alone may be meant: client code is seen to send it beside requestUri.
    return [] if strange == ["affId"] else strange


def carries_utm(url: str) -> bool:
    """Whether a URL has a utm_ parameter with a value."""
    return _UTM.search(url) is not None


def misspelt(landed: Iterable[Pair]) -> list[str]:
    """The landing URL's affId and c1 to c5 that are written in another case."""
    return [name for name, _ in landed if _CANONICAL.get(name.lower(), name) != name]


def unfilled(landed: Iterable[Pair]) -> list[Pair]:
    """The landing URL's parameters whose value is a placeholder that nobody filled in."""
    return [(name, value) for name, value in landed if _PLACEHOLDER.search(value)]
