"""What the leads page remembers: the chosen person in the link, and the place in the list."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from store.questions.person_names import Identity

CHOSEN = "person"
_PLACE = "leads.place"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list stands."""

    below: int | None = None
    """The page shows people whose newest event is older than this one; none for the latest."""
    trail: tuple[int | None, ...] = ()
    """The pages before this one, for the way back."""


def place() -> Place:
    """Where the list stands now."""
    now: Place = st.session_state.setdefault(_PLACE, Place())
    return now


def go(to: Place) -> None:
    """Show another part of the list."""
    st.session_state[_PLACE] = to


def chosen() -> Identity | None:
    """The person that the link names, by lead id or address."""
    kind, _, value = st.query_params.get(CHOSEN, "").partition(":")
    return (kind, value) if kind in ("id", "email") and value else None


def choose(key: str | None) -> None:
    """Open a person, or go back to the list."""
    if key is None:
        st.query_params.pop(CHOSEN, None)
    else:
        st.query_params[CHOSEN] = key
