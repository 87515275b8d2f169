"""Who may use the control API: anybody on this machine, and elsewhere who shows the token."""

from __future__ import annotations

import hmac
import ipaddress
import os

from faces.message import Answer, Request, json_answer


def unauthorised(request: Request) -> Answer | None:
    """A refusal unless the server was reached on loopback or the caller shows FUNNELSCOPE_TOKEN."""
    if is_loopback(request.local):
        return None
    token = os.environ.get("FUNNELSCOPE_TOKEN", "")
    shown = request.header("authorization").removeprefix("Bearer ")
    if token and hmac.compare_digest(shown.encode(), token.encode()):
        return None
    reason = "This server is not on loopback: send Authorization: Bearer and its FUNNELSCOPE_TOKEN."
    return Answer(
        401,
        json_answer({"error": reason}).body,
        {"content-type": "application/json", "www-authenticate": "Bearer"},
    )


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A Unix socket has a path where an address would be: only this machine reaches it.
        return address.startswith("/") or address == "localhost"
