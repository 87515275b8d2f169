"""Who sent a request: the peer itself, or whom a trusted proxy says it speaks for."""

from __future__ import annotations

import ipaddress
import os
from functools import lru_cache

from faces import Request

PROXIES = "FUNNELSCOPE_PROXIES"
"""Environment: addresses or networks, separated by commas, whose X-Forwarded-For is believed."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def sender(request: Request) -> str:
    """The address the request came from; forwarded addresses count only behind a proxy that is listed."""
    proxies = _networks(os.environ.get(PROXIES, ""))
    if not proxies or not _is_within(request.remote, proxies):
        return request.remote
    chain = [part.strip() for part in request.header("x-forwarded-for").split(",") if part.strip()]
    # Each hop appends whom it saw: the first stranger from the right is the sender.
    return next((one for one in reversed(chain) if not _is_within(one, proxies)), request.remote)


@lru_cache(maxsize=8)
def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _is_within(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(one in network for network in networks)
