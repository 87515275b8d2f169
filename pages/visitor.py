"""Who looks at the page: somebody at the server's own machine, or somebody elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from faces.access import is_forwarded, is_loopback


def is_at_this_machine() -> bool:
    """Whether the browser is on the server's own machine.

    A tunnel or a proxy ends there too, but under another name, or with a note of whom it speaks for.
    """
    headers = st.context.headers
    try:
        host = urlsplit("//" + headers.get("Host", "")).hostname
    except ValueError:
        return False
    if is_forwarded(name.lower() for name in headers):
        return False
    # Streamlit tells no address of a browser on this machine.
    return not isinstance(st.context.ip_address, str) and (not host or is_loopback(host))
