"""The inbox's one key that no element offers: `/` goes to the search box."""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
export default function () {
  const search = (event) => {
    const at = document.activeElement;
    const typing = /^(input|textarea|select)$/i.test(at?.tagName ?? "") || at?.isContentEditable;
    const box = document.querySelector(".st-key-inbox-q input");
    if (event.key !== "/" || typing || !box) return;
    event.preventDefault();
    box.focus();
    box.select();
  };
  document.addEventListener("keydown", search);
  return () => document.removeEventListener("keydown", search);
}
"""


def listen() -> None:
    """Let `/` go to the search box while the page is open."""
    st.components.v2.component("inbox_keys", js=_SCRIPT)(key="inbox.keys", height=0)
