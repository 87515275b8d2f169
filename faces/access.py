"""Who may use the control API: programs on this machine, and elsewhere whoever shows the token."""

from __future__ import annotations

import hmac
import ipaddress
import os
from urllib.parse import urlsplit

from faces.message import Answer, Request, json_answer


def unauthorised(request: Request) -> Answer | None:
    """A refusal, unless the caller is this machine's own or shows FUNNELSCOPE_TOKEN.

    A tunnel to this machine arrives on loopback too, but under its own host name; a web page of another site
    arrives with its origin. Neither is this machine's own.
    """
    if is_loopback(request.local) and _named_as_loopback(request) and not _from_another_site(request):
        return None
    token = os.environ.get("FUNNELSCOPE_TOKEN", "")
    shown = request.header("authorization").removeprefix("Bearer ")
    if token and hmac.compare_digest(shown.encode(), token.encode()):
        return None
    reason = "Only this machine is served without Authorization: Bearer and the server's FUNNELSCOPE_TOKEN."
    headers = {"content-type": "application/json", "www-authenticate": "Bearer"}
    return Answer(401, json_answer({"error": reason}).body, headers)


def is_loopback(address: str) -> bool:
    """Whether an address or host name means this machine alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A Unix socket has a path where an address would be: only this machine reaches it.
        return address.startswith("/") or address == "localhost" or address.endswith(".localhost")


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
