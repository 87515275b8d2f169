"""A pass for one thing and one day, which the dashboard gives to a browser that has no token."""

from __future__ import annotations

import hmac
import os
import secrets
import time
from typing import Final

HEADER: Final = "x-funnelscope-ticket"
_HOUR: Final = 3600
_KEY: Final = "FUNNELSCOPE_TICKET_KEY"
"""In the environment, so that a module that is loaded anew still knows what it has signed."""


def ticket(purpose: str) -> str:
    """A pass; whoever holds it may do that for a day, as long as this process lives. The same for an hour."""
    ends = str((int(time.time()) // _HOUR + 25) * _HOUR)
    return f"{ends}.{_signed(purpose, ends)}"


def admits(shown: str, purpose: str) -> bool:
    """Whether that is a pass for it which has not ended."""
    ends, _, signature = shown.partition(".")
    if not purpose or not (ends.isascii() and ends.isdigit()) or int(ends[:12]) < time.time():
        return False
    return hmac.compare_digest(signature.encode(), _signed(purpose, ends).encode())


def _signed(purpose: str, ends: str) -> str:
    key = os.environ.setdefault(_KEY, secrets.token_hex(16))
    return hmac.digest(key.encode(), f"{purpose} {ends}".encode(), "sha256").hex()
