"""What the inbox page remembers: the search, the place in the list, the chosen delivery."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st
from hearing import changed, has_heard
from linked import name, number

SEARCH = "inbox.q"
LIVE = "inbox.live"
_PLACE = "inbox.place"
_ROUND = "inbox.round"
CHOSEN = "delivery"
_ASKED = "inbox.asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was not typed: what the box held before, and what it is to hold."""

    before: str
    text: str


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
    return number(CHOSEN)


def choose(id_: int | None) -> None:
    """Open another delivery, or none."""
    name(CHOSEN, None if id_ is None else str(id_))


def close() -> None:
    """Close the drawer."""
    choose(None)


def search(text: str) -> None:
    """Search for something else, from its newest match."""
    st.session_state[_ASKED] = Asked(str(st.session_state.get(SEARCH, "")), text)
    st.session_state[SEARCH] = text
    changed()
    go(Place())


def keep_search() -> None:
    """To be called before the box is drawn: a browser that has not heard of a new search yet undoes none."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked and not has_heard() and st.session_state.get(SEARCH) == asked.before:
        st.session_state[SEARCH] = asked.text
