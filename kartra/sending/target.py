"""Where to send, read strictly: what two parsers could read differently is refused."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LONGEST_URL = 8_192
"""Characters; what servers commonly accept."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart."""

    scheme: str
    host: str
    """Lower case, ASCII, without brackets."""
    port: int
    path: str
    """With the query, percent-encoded, as it goes on the request line."""

    @property
    def host_header(self) -> str:
        """The host as the `Host` header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL as it is sent."""
        return f"{self.scheme}://{self.host_header}{self.path}"


@dataclass(frozen=True, slots=True)
class NoTarget:
    """Why a text is no place to send to."""

    reason: str


_PORTS = {"http": 80, "https": 443}
_BRACKETS = re.compile(r"\[[0-9A-Fa-f:.%]+\](?::\d*)?")
_SAFE = "/%:@!$&'()*+,;=~-._?[]"


def target(url: str) -> Target | NoTarget:
    """Take a URL apart; anything ambiguous is refused with the reason."""
    if len(url) > LONGEST_URL:
        return NoTarget(f"The URL is longer than {LONGEST_URL} characters.")
    # Parsers disagree on these: some drop them, some end the host there.
    if re.search(r"[\x00-\x20\x7f\\]", url):
        return NoTarget("The URL holds a blank, a control character or a backslash.")
    if re.search(r"[\ud800-\udfff]", url):
        return NoTarget("The URL holds bytes that are no character; write them as %FF.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        return NoTarget(f"{wrong}.")
    if parts.scheme not in _PORTS:
        return NoTarget("The URL must begin with http:// or https://.")
    if "[" in parts.netloc and not _BRACKETS.fullmatch(parts.netloc):
        return NoTarget("Brackets in a host hold an IPv6 address and nothing stands beside them but a port.")
    if "@" in parts.netloc:
        return NoTarget("A user name or password before the host is not sent; use a header.")
    host = _host(parts.hostname or "")
    if isinstance(host, NoTarget):
        return host
    if port == 0:
        return NoTarget("Port 0 can not be connected to.")
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    path = quote(parts.path or "/", safe=_SAFE) + query
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def _host(text: str) -> str | NoTarget:
    if ":" in text:
        return _six(text)
    try:
        # The same folding that a resolver does: full-width digits and dots become plain ones here.
        host = text.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        return NoTarget(f"{text!r} is no host name.")
    if not re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", host):
        return NoTarget("The URL names no host." if not host else f"{text!r} is no host name.")
    last = host.rpartition(".")[2]
    if last.isdecimal() or last.startswith("0x"):
        return _four(host)
    return host


def _four(host: str) -> str | NoTarget:
    """Only the plain notation: 2130706433, 0x7f.1 and 0177.0.0.1 all mean this machine to some resolvers."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        return NoTarget(f"{host} is an address in an unusual notation; write four decimal numbers.")


def _six(text: str) -> str | NoTarget:
    if "%" in text:
        return NoTarget("An address with a zone is not sent to.")
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        return NoTarget(f"{text} is no IPv6 address.")
