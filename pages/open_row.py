"""A list that opens a row below it by a click anywhere in the row; it stays open though other rows come."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import streamlit as st

_NOTHING: dict[str, list[Any]] = {"rows": [], "columns": [], "cells": []}


def opened(key: str) -> Any:
    """What was opened last in the list of that name; none when nothing was, or it was closed."""
    return st.session_state.get(_key(key))


def open_clicked(key: str, table: str, ids: Sequence[Hashable]) -> None:
    """Open what stands in the row that was clicked; a mark that was taken away closes it."""
    cells = st.session_state[table]["selection"]["cells"]
    st.session_state[_key(key)] = ids[cells[0][0]] if cells and cells[0][0] < len(ids) else None


def show_closing(key: str, table: str) -> None:
    """A button that closes it, after which the same click opens it again."""
    st.button(
        "Close",
        key=f"{key}.close",
        icon=":material/close:",
        type="tertiary",
        on_click=_close,
        args=(key, table),
    )


def _close(key: str, table: str) -> None:
    st.session_state[_key(key)] = None
    if table in st.session_state:
        st.session_state[table] = {"selection": _NOTHING}


def _key(key: str) -> str:
    return f"{key}.opened"
