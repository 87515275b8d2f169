"""What only the browser knows of a live list: whether it is built, and whether somebody reads in it.

While the pointer moves over it or it is scrolled, no row may move.
"""

from __future__ import annotations

import streamlit as st

TABLE = "live.table"
"""The key of the container that the list is in."""
_READING = "list.reading"
_SCRIPT = """
const LINGERS_MS = 2000;
const TABLE = ".st-key-live-table";
const readers = new WeakMap();

function watch(parentElement) {
  const reader = { built: false, reading: false, moved: -Infinity };
  const tell = (name, value) => {
    if (reader[name] === value) return;
    reader[name] = value;
    reader.setStateValue(name, value);
  };
  const settle = () => {
    if (!(parentElement.host ?? parentElement).isConnected) return stop();
    const scroller = document.querySelector(TABLE + " .dvn-scroller");
    const scrolled = scroller?.scrollTop > 0;
    const reading = scrolled || performance.now() - reader.moved < LINGERS_MS;
    tell("built", Boolean(scroller));
    tell("reading", reading);
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
    """Whether somebody reads in the list."""
    return _said("reading")


def is_built() -> bool:
    """Whether the table stands: until then the browser drops a mark that it is given."""
    return _said("built")


def _said(name: str) -> bool:
    said = st.session_state.get(_READING)
    return bool(said and said.get(name))


def watch_reading() -> None:
    """Have the browser say what changes of it."""
    st.components.v2.component("list_reading", js=_SCRIPT)(
        key=_READING, height=0, on_reading_change=lambda: None, on_built_change=lambda: None
    )
