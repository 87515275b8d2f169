"""Where a walk's calls go: the sandbox in this process, a sandbox over HTTP, or the real CRM."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from konnektive.client import Client, direct_session

if TYPE_CHECKING:
    from konnektive.sandbox import Sandbox

IN_PROCESS_URL = "http://127.0.0.1:8501/konnektive"
"""What an in-process walk shows as its address: where the same sandbox answers once the server runs."""

DEMO = ("demo", "demo")


def sandbox_client(sandbox: Sandbox, base_url: str = IN_PROCESS_URL) -> Client:
    """A client whose calls to `base_url` are answered by the sandbox without touching the network."""
    from konnektive.sandbox import SandboxAdapter

    session = direct_session()
    session.mount(base_url, SandboxAdapter(sandbox))
    return Client(base_url, *DEMO, session)


def is_loopback(url: str) -> bool:
    """Whether an address stays on this machine. Anything else is treated as live."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
