"""The drift of the process's store; what came since the last look is added to it."""

from __future__ import annotations

import threading

import streamlit as st
from handles import store

from kartra.drift import Drift, Seen, drift
from kartra.drift.kept import look
from store.samples import first_sample


class Book:
    """What was seen so far, and up to which delivery."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.last = 0
        self.turn = threading.Lock()


def found_drift() -> Drift:
    """The drift as it stands."""
    with store().reading() as connection:
        book = _book(str(store().url), first_sample(connection))
    with book.turn, store().reading() as connection:
        book.last = look(connection, book.seen, book.last)
        return drift(book.seen)


@st.cache_resource(max_entries=2, show_spinner="Looking at everything received")
def _book(url: str, first_sample: int | None) -> Book:
    """One for each database, and a new one when samples come or go: nothing is taken out of a book."""
    return Book()
