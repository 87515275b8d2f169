"""What the address names, when the browser goes back in its history."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[2] / "pages"))


def script() -> None:
    import streamlit as st
    from hearing import arrive, changed
    from linked import name, named

    if named("delivery") == "7":
        name("delivery", "8")
    arrive(st.session_state["page"])
    before = named("delivery")
    changed()
    st.write(f"{before}|{named('delivery')}")


def test_what_the_address_names_is_not_what_it_named_before() -> None:
    page = AppTest.from_function(script)
    page.query_params["delivery"] = "7"
    page.session_state["page"] = "inbox"
    assert page.run().markdown[0].value == "8|8"
    page.query_params.clear()
    page.session_state["page"] = "sandbox"
    assert page.run().markdown[0].value == "|"
