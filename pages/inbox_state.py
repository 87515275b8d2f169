"""What the inbox page remembers: the search, the place in the list, the chosen delivery."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import streamlit as st

SEARCH = "inbox.q"
LIVE = "inbox.live"
_PLACE = "inbox.place"
_ROUND = "inbox.round"
OPENING = "inbox.opening"
"""Set while a choice in the list waits for the page to draw the drawer."""
CHOSEN = "delivery"
_ASKED = "inbox.asked"
_LATE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was not typed: what the box held before, and what it is to hold."""

    before: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list stands."""

    below: int | None = None
    """The page shows deliveries under this id; none for the newest."""
    trail: tuple[int | None, ...] = ()
    """The pages before this one, for the way back."""
    held: int | None = None
    """While the list stands still: the newest id that it may show."""


def place() -> Place:
    """Where the list stands now."""
    now: Place = st.session_state.setdefault(_PLACE, Place())
    return now


def go(to: Place) -> None:
    """Show another part of the list, from its top."""
    st.session_state[_PLACE] = to
    st.session_state[_ROUND] = drawn() + 1


def stay(held: int | None) -> Place:
    """Hold what is newer than that one back, or nothing; what is shown does not move."""
    now = replace(place(), held=held)
    st.session_state[_PLACE] = now
    return now


def drawn() -> int:
    """How often another part of the list was gone to: each is drawn anew."""
    return int(st.session_state.get(_ROUND, 0))


def chosen() -> int | None:
    """The delivery in the drawer, as the link has it."""
    text = st.query_params.get(CHOSEN, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def choose(id_: int | None) -> None:
    """Open another delivery, or none."""
    if id_ is None:
        st.query_params.pop(CHOSEN, None)
    else:
        st.query_params[CHOSEN] = str(id_)


def close() -> None:
    """Close the drawer."""
    choose(None)


def search(text: str) -> None:
    """Search for something else, from its newest match."""
    st.session_state[_ASKED] = Asked(str(st.session_state.get(SEARCH, "")), text, time.monotonic())
    st.session_state[SEARCH] = text
    go(Place())


def keep_search() -> None:
    """To be called before the box is drawn: a browser that has not heard of a new search yet undoes none.

    With each of its timers it sends what the box held when it last heard.
    """
    asked: Asked | None = st.session_state.get(_ASKED)
    is_late = asked is not None and time.monotonic() - asked.at < _LATE_SECONDS
    if asked and is_late and st.session_state.get(SEARCH) == asked.before:
        st.session_state[SEARCH] = asked.text
