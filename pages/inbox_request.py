"""A delivery as the request that it was: line, headers, body or bytes, and the same in code."""

from __future__ import annotations

import streamlit as st
from handles import address, store
from plain import plain

from kartra.inspecting import LANGUAGES, hexdump, is_readable, request_code
from kartra.inspecting.request_code import HIGHLIGHT
from store.bins import bins
from store.inbox import Whole

_SHOWN = 100_000
"""Characters of a body that are drawn; a browser stalls on megabytes in one block."""


def show_request(whole: Whole) -> None:
    """Draw everything that came, secrets masked."""
    line = whole.line
    query = f"?{line.query}" if line.query else ""
    st.code(f"{line.method} {line.path}{query}", language=None, wrap_lines=True)
    st.caption(f"From {plain(line.remote) or 'an unknown address'}")
    if whole.headers:
        st.dataframe(
            [{"Header": name, "Value": value} for name, value in whole.headers],
            key=f"inbox.headers.{line.id}",
            hide_index=True,
            height="content",
            alt="Request headers",
        )
    if not whole.body:
        st.caption("The body is empty.")
    elif is_readable(whole.body):
        st.code(whole.body.decode()[:_SHOWN], language=None, wrap_lines=True, height=360)
    else:
        st.code(hexdump(whole.body), language=None, height=420)


def show_code(whole: Whole) -> None:
    """Draw the request in a language of choice."""
    language = st.segmented_control(
        "Language",
        list(LANGUAGES),
        default="cURL",
        required=True,
        key="inbox.language",
        label_visibility="collapsed",
        persist_state="session",
    )
    with store().reading() as connection:
        bin_ = bins(connection).get(whole.line.bin)
    has_secret = bin_ is not None and bool(bin_.secret)
    code = request_code(whole, language or "cURL", address(), has_secret=has_secret)
    if len(code) > _SHOWN:
        st.caption("The body is too large to be shown here; the file has all of it.")
        st.download_button("Download", code, file_name=f"request_{whole.line.id}.txt", key="inbox.code_file")
    else:
        st.code(code, language=HIGHLIGHT[language or "cURL"], wrap_lines=True, height=420)
