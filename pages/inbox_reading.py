"""Whether somebody reads in the list: while the pointer moves over it or it is scrolled, no row may move."""

from __future__ import annotations

import streamlit as st

TABLE = "inbox.table"
"""The key of the container that the list is in."""
_READING = "inbox.reading"
_SCRIPT = """
const LINGERS_MS = 2000;
const TABLE = ".st-key-inbox-table";
const readers = new WeakMap();

function watch(parentElement) {
  const reader = { reading: false, moved: -Infinity };
  const settle = () => {
    if (!(parentElement.host ?? parentElement).isConnected) return stop();
    const scrolled = document.querySelector(TABLE + " .dvn-scroller")?.scrollTop > 0;
    const reading = scrolled || performance.now() - reader.moved < LINGERS_MS;
    if (reading === reader.reading) return;
    reader.reading = reading;
    reader.setStateValue("reading", reading);
  };
  const notice = (event) => {
    if (!event.target.closest?.(TABLE)) return;
    reader.moved = performance.now();
    settle();
  };
  const stop = () => {
    clearInterval(timer);
    listening.abort();
  };
  const listening = new AbortController();
  for (const kind of ["pointermove", "pointerdown", "wheel", "touchmove", "scroll"])
    document.addEventListener(kind, notice, { capture: true, passive: true, signal: listening.signal });
  const timer = setInterval(settle, 250);
  return reader;
}

export default function ({ parentElement, setStateValue }) {
  const reader = readers.get(parentElement) ?? watch(parentElement);
  reader.setStateValue = setStateValue;
  readers.set(parentElement, reader);
}
"""


def is_reading() -> bool:
    """Whether the browser has said so."""
    said = st.session_state.get(_READING)
    return bool(said and said.get("reading"))


def watch_reading() -> None:
    """Have the browser say when it begins and ends."""
    st.components.v2.component("inbox_reading", js=_SCRIPT)(
        key=_READING, height=0, on_reading_change=lambda: None
    )
