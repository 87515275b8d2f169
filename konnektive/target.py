"""Where a walk's calls go: the sandbox in this process, a sandbox over HTTP, or the real CRM."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from konnektive.client import Client, direct_session
from privacy import redacted_url

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
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def no_address(url: str) -> str:
    """Why nothing can be called at this URL, as a sentence; empty where something may be."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as wrong:
        return f"{redacted_url(url)!r} is no address: {wrong}."
    return "" if whole else f"{redacted_url(url)!r} is no address: write it as http://host:port/path."
