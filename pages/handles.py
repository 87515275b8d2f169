"""What this process holds once for every page: its store, its sandbox, and its addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from konnektive.sandbox import Sandbox, shared
from store import Store, connect

DEFAULT_ORIGIN = "http://127.0.0.1:8501"


def store() -> Store:
    """The store that DATABASE_URL names; the same object on every call."""
    return connect()


def sandbox() -> Sandbox:
    """The sandbox that also answers at `sandbox_url()`."""
    return shared()


def base_path() -> str:
    """The path below which the dashboard is, such as `/tools`; empty where it has the whole address."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def address() -> str:
    """The address under which this browser reached the dashboard, without a trailing slash."""
    parts = urlsplit(st.context.url or "")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else DEFAULT_ORIGIN
    return origin + base_path()


def sandbox_url() -> str:
    """What replaces https://api.konnektive.com in a funnel under test."""
    return f"{address()}/konnektive"


def capture_url(bin_name: str = "kartra") -> str:
    """Where a webhook for this bin is posted to."""
    return f"{address()}/in/{bin_name}"
