"""Who may use the control API: programs on this machine, and elsewhere whoever shows the token."""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from faces.message import Answer, Request, json_answer

_OF_A_PROXY = frozenset(
    ["cf-connecting-ip", "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"]
)


def unauthorised(request: Request) -> Answer | None:
    """A refusal, unless the caller is this machine's own or shows FUNNELSCOPE_TOKEN.

    A tunnel or a proxy to this machine arrives on loopback too, but under its own host name or with a note of
    whom it speaks for; a web page of another site arrives with its origin. None is this machine's own.
    """
    if _is_of_this_machine(request):
        return None
    token = os.environ.get("FUNNELSCOPE_TOKEN", "")
    shown = request.header("authorization").removeprefix("Bearer ")
    if token and hmac.compare_digest(shown.encode(), token.encode()):
        return None
    reason = "Only this machine is served without Authorization: Bearer and the server's FUNNELSCOPE_TOKEN."
    headers = {"content-type": "application/json", "www-authenticate": "Bearer"}
    return Answer(401, json_answer({"error": reason}).body, headers)


def _is_of_this_machine(request: Request) -> bool:
    if not is_loopback(request.local) or is_forwarded(name for name, _ in request.headers):
        return False
    return _named_as_loopback(request) and not _from_another_site(request)


def is_loopback(address: str) -> bool:
    """Whether an address or host name means this machine alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A Unix socket has a path where an address would be: only this machine reaches it.
        return address.startswith("/") or address == "localhost" or address.endswith(".localhost")


def is_forwarded(names: Iterable[str]) -> bool:
    """Whether headers of these names (lower case) tell of a proxy in between."""
    return not _OF_A_PROXY.isdisjoint(names)


def _named_as_loopback(request: Request) -> bool:
    host = _host("//" + request.header("host"))
    return not host or is_loopback(host)


def _from_another_site(request: Request) -> bool:
    origin = request.header("origin")
    return bool(origin) and not is_loopback(_host(origin))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return "?"
