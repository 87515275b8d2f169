"""The marked row of a live list: a click opens it in a drawer, and the mark stays with what is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from hearing import changed, has_heard
from list_reading import is_built

_BEFORE = "list.before"
"""The marked cell before the mark was moved last."""
_OPENING = "list.opening"
"""Set while a choice in the list waits for the page to draw the drawer."""
Cell = tuple[int, str]


def open_row(key: str, ids: Sequence[int], choose: Callable[[int], None]) -> None:
    """Choose what stands in the cell that was clicked."""
    cell = _cell(key)
    if cell is None or cell[0] >= len(ids) or (cell == st.session_state.get(_BEFORE) and not has_heard()):
        return
    st.session_state[_column(key)] = cell[1]
    choose(ids[cell[0]])
    st.session_state[_OPENING] = True


def make_way() -> None:
    """Where the list is redrawn by itself after a click, have the page drawn: the drawer belongs to it."""
    if st.session_state.pop(_OPENING, False):
        st.rerun()


def mark_row(key: str, ids: Sequence[int], chosen: int | None, column: str) -> None:
    """Mark what is open, where it stands now; to be called before the list is drawn.

    In the column of the last click, or in the one named where nothing was clicked yet.
    """
    if key not in st.session_state or not is_built():
        return
    cell = _cell(key)
    row = ids.index(chosen) if chosen in ids else None
    if row == (cell[0] if cell else None):
        return
    cells = [] if row is None else [(row, st.session_state.get(_column(key), column))]
    _mark(key, cells)


def unmark(key: str) -> None:
    """Take the mark away, so that the same click opens the same thing again."""
    if key in st.session_state:
        _mark(key, [])


def _mark(key: str, cells: list[Cell]) -> None:
    st.session_state[_BEFORE] = _cell(key)
    changed()
    st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": cells}}


def _column(key: str) -> str:
    return f"list.column.{key}"


def _cell(key: str) -> Cell | None:
    cells = st.session_state[key]["selection"]["cells"]
    return (cells[0][0], cells[0][1]) if cells else None
