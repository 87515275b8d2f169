"""Whether the browser has heard of the last change that was made here.

With each of its timers a browser sends all it holds: its address, marks and boxes. Until it has heard of a
change, that is what it held before.
"""

from __future__ import annotations

import streamlit as st

_KEY = "hearing"
_CHANGES = "hearing.changes"
_SCRIPT = """
export default function ({ data, setStateValue }) {
  setStateValue("changes", data);
}
"""


def changed() -> None:
    """Something was changed here that the browser holds too."""
    st.session_state[_CHANGES] = _changes() + 1


def has_heard() -> bool:
    """Whether what the browser says now is meant; always so when it has just come to the page."""
    said = st.session_state.get(_KEY)
    heard = said.get("changes") if said else None
    return heard is None or heard >= _changes()


def listen() -> None:
    """Have the browser say what it has heard of; to be called after what may be changed was drawn."""
    st.components.v2.component("hearing", js=_SCRIPT)(
        key=_KEY, data=_changes(), height=0, on_changes_change=lambda: None
    )


def _changes() -> int:
    return int(st.session_state.get(_CHANGES, 0))
