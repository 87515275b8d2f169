"""Hosts of URLs: which one, and whether it is this machine."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

_AUTHORITY = re.compile(r"\s*(?:[a-zA-Z][\w+.-]*:)?//([^/?#\s]*)")


def host_of(url: str) -> str:
    """The host of a URL in lower case, without port; empty where it has none."""
    found = _AUTHORITY.match(url)
    return host_name(found.group(1)) if found else ""


@lru_cache(maxsize=4096)
def host_name(authority: str) -> str:
    """The host in `user@host:port`, in lower case."""
    host = authority.rpartition("@")[2].lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """This machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
