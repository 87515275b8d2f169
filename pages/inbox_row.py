"""The marked row of the list: a click opens its delivery, and the mark stays with what is open."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st
from inbox_reading import is_built
from inbox_state import OPENING, choose, chosen

_COLUMN = "inbox.column"
_BEFORE = "inbox.before"
_STALE = 0.3
"""Seconds; what the browser says within them may be what it had before the mark was moved."""
Cell = tuple[int, str]


def open_row(key: str, ids: Sequence[int]) -> None:
    """Open the delivery of the cell that was clicked."""
    cell, (before, moved) = _cell(key), st.session_state.get(_BEFORE, (None, 0.0))
    if cell is None or cell[0] >= len(ids) or (cell == before and time.monotonic() - moved < _STALE):
        return
    st.session_state[_COLUMN] = cell[1]
    choose(ids[cell[0]])
    st.session_state[OPENING] = True


def mark_row(key: str, ids: Sequence[int]) -> None:
    """Mark the open delivery, where it stands now; to be called before the list is drawn."""
    if key not in st.session_state or not is_built():
        return
    cell, id_ = _cell(key), chosen()
    row = ids.index(id_) if id_ in ids else None
    if row == (cell[0] if cell else None):
        return
    cells = [] if row is None else [(row, st.session_state.get(_COLUMN, "#"))]
    st.session_state[_BEFORE] = (cell, time.monotonic())
    st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": cells}}


def _cell(key: str) -> Cell | None:
    cells = st.session_state[key]["selection"]["cells"]
    return (cells[0][0], cells[0][1]) if cells else None
