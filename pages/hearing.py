"""Whether the browser has heard of the last change that was made here.

With each of its timers a browser sends all it holds: its address, marks and boxes. Until it has heard of a
change, that is what it held before.
"""

from __future__ import annotations

import streamlit as st

_KEY = "hearing"
_CHANGES, _PAGE, _SINCE = "hearing.changes", "hearing.page", "hearing.since"
_ARRIVALS = "hearing.arrivals"
_SCRIPT = """
export default function ({ data, setStateValue }) {
  setStateValue("changes", data);
}
"""


def arrive(page: str) -> None:
    """The browser shows this page: whatever was changed on another one, its address says what is meant."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        st.session_state[_SINCE] = _changes()
        st.session_state[_ARRIVALS] = arrivals() + 1


def page_shown() -> str:
    """The page that the browser is on."""
    return str(st.session_state.get(_PAGE, ""))


def arrivals() -> int:
    """How often another page was gone to."""
    return int(st.session_state.get(_ARRIVALS, 0))


def changed() -> None:
    """Something was changed here that the browser holds too."""
    st.session_state[_CHANGES] = _changes() + 1


def has_heard() -> bool:
    """Whether what the browser says now is meant."""
    said = st.session_state.get(_KEY)
    heard = int(said.get("changes") or 0) if said else 0
    return max(heard, int(st.session_state.get(_SINCE, 0))) >= _changes()


def listen() -> None:
    """Have the browser say what it has heard of; to be called after what may be changed was drawn."""
    st.components.v2.component("hearing", js=_SCRIPT)(
        key=_KEY, data=_changes(), height=0, on_changes_change=lambda: None
    )


def _changes() -> int:
    return int(st.session_state.get(_CHANGES, 0))
