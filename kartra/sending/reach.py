"""Which addresses may be sent to: public ones, those allowed, and this machine if nobody else can ask."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass

ALLOWED = "FUNNELSCOPE_ALLOW"
"""Environment: hosts, addresses and networks, separated by commas, that may be sent to though not public."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_METADATA = frozenset(
    ipaddress.ip_address(one)
    for one in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192",
                "fd00:ec2::254", "fd20:ce::254")
)  # fmt: skip
"""Where clouds hand out credentials. No allow-list opens these."""

_TRANSLATED = tuple(
    ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
)
"""Networks whose last four bytes are an IPv4 address: NAT64 (RFC 6052, 8215), IPv4-compatible, SIIT."""
_ISATAP = (0x00005EFE, 0x02005EFE)
"""The two words before an IPv4 address at the end of an ISATAP address (RFC 5214), whatever its network."""
_NOWHERE = tuple(ipaddress.ip_network(one) for one in ("3fff::/20", "5f00::/16", "192.88.99.0/24"))
"""Of documents (RFC 9637), of segment routing (9602), of relays that are no more (7526)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What this process may send to."""

    loopback: bool
    """Whether this machine itself may be reached: only when nobody else can reach the server."""
    allowed: tuple[str, ...] = ()
    """Host names, addresses and networks."""

    @classmethod
    def of_environment(cls, *, loopback: bool) -> Reach:
        """With the allow-list of `FUNNELSCOPE_ALLOW`."""
        listed = os.environ.get(ALLOWED, "").split(",")
        return cls(loopback, tuple(one.strip().lower() for one in listed if one.strip()))

    def refusal(self, host: str, address: str) -> str:
        """Why that address of that host may not be sent to; empty when it may."""
        try:
            inner = _innermost(ipaddress.ip_address(address.partition("%")[0]))
        except ValueError:
            return f"{host} has no usable address."
        if inner in _METADATA:
            return f"{host} is {inner}, where a cloud keeps its credentials."
        if self._is_allowed(host, inner) or (self.loopback and inner.is_loopback):
            return ""
        kind = _kind(inner)
        named = f"{host} is" if host == str(inner) else f"{host} is {inner},"
        return f"{named} {kind}; {_remedy(inner)}" if kind else ""

    def _is_allowed(self, host: str, address: Address) -> bool:
        return any(host == one or address in _network(one) for one in self.allowed)


def _network(text: str) -> Network | tuple[()]:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return ()


def _innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, however it is wrapped."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
    if wrapped:
        return wrapped
    is_tunnel = int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    if is_tunnel or (any(address in network for network in _TRANSLATED) and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _kind(address: Address) -> str:
    """What sort of address it is, when it is not a public one."""
    kinds = (
        (address.is_unspecified, "no address at all"),
        (address.is_loopback, "this machine"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (getattr(address, "is_site_local", False), "a private address"),
        (address.is_reserved and not address.is_global, "a reserved address"),
        (address.is_private, "a private address"),
        (not address.is_global or any(address in one for one in _NOWHERE), "a reserved address"),
    )
    return next((name for holds, name in kinds if holds), "")


def _remedy(address: Address) -> str:
    if address.is_loopback:
        return "it is sent to only while this server listens on loopback alone."
    return f"add it to {ALLOWED} to send there."
