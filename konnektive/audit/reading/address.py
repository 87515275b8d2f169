"""Where a request goes, as its URL says without the query string; a funnel has few addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

import msgspec

from konnektive.audit.paths import endpoint_of
from konnektive.endpoints import Endpoint
from privacy import is_card_number

_URL = re.compile(r"\s*(?:([a-zA-Z][\w+.-]*):)?(?://([^/?#]*))?([^?#]*)")
_LONG_DIGITS = re.compile(r"(?<!\d)\d{13,19}(?!\d)")


class Address(msgspec.Struct, frozen=True):
    """The address of a call to the CRM."""

    endpoint: Endpoint
    resembles: bool
    """Its path is no endpoint, but means one."""
    path: str
    """The last words, as many as the endpoint has."""
    url: str
    """Scheme, host and path; the path alone where the recording knows no host."""
    shows_card: bool
    """A card number stands in the path."""


@lru_cache(maxsize=1024)
def address_of(url: str) -> Address | None:
    """The address in a URL without query string; none where it is not one of a call."""
    found = _URL.match(url)
    scheme, authority, path = (part or "" for part in found.groups()) if found else ("", "", "")
    endpoint, resembles = endpoint_of(unquote(path) if "%" in path else path)
    if endpoint is None:
        return None
    host = authority.rpartition("@")[2]
    whole = f"{scheme.lower()}:" * bool(scheme) + f"//{host}{path}" if host else path
    return Address(endpoint, resembles, _ending(path, endpoint.path), whole, holds_card(path))


def holds_card(text: str) -> bool:
    """Whether a card number stands in this part of a URL."""
    return len(text) > 12 and any(is_card_number(run) for run in _LONG_DIGITS.findall(text))


def _ending(path: str, like: str) -> str:
    words = [word for word in path.split("/") if word]
    count = like.count("/") + 1
    if count == 3 and len(words) >= 3 and words[-3].lower()[:4] != "land":
        count = 2
    return "/".join(words[-count:])
