"""What the page's address names: of two addresses the one that was chosen last."""

from __future__ import annotations

import streamlit as st
from hearing import arrivals, changed, has_heard

_LED = "linked.led"


def named(parameter: str) -> str:
    """What the address names; empty for nothing."""
    if has_heard() or _key(parameter) not in st.session_state:
        st.session_state[_key(parameter)] = st.query_params.get(parameter, "")
    return str(st.session_state[_key(parameter)])


def name(parameter: str, value: str | None) -> None:
    """Let the address name something else, or nothing."""
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)
    st.session_state[_key(parameter)] = value or ""
    changed()


def number(parameter: str) -> int | None:
    """The number that the address names."""
    text = named(parameter)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def is_news(link: str) -> bool:
    """Whether the page was not led by this link yet since it was gone to: what is chosen later stays."""
    before, st.session_state[_LED] = st.session_state.get(_LED), (arrivals(), link)
    return before != (arrivals(), link)


def _key(parameter: str) -> str:
    return f"linked.{parameter}"
