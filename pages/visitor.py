"""Who looks at the page: somebody at the server's own machine, or somebody elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from faces.access import is_loopback


def is_at_this_machine() -> bool:
    """Whether the browser is on the server's own machine: a tunnel ends there too, but has another name."""
    try:
        host = urlsplit("//" + st.context.headers.get("Host", "")).hostname
    except ValueError:
        return False
    # Streamlit tells no address of a browser on this machine.
    return not isinstance(st.context.ip_address, str) and (not host or is_loopback(host))
