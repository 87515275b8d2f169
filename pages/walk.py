"""Step through a funnel page by page: send each call, see its answer, break and mend it."""

from __future__ import annotations

import streamlit as st
from walk_bar import show_bar
from walk_call import show_call
from walk_chips import show_chips
from walk_end import show_end
from walk_running import carry_on
from walk_state import current
from walk_timeline import show_timeline

st.title("Walk a funnel", anchor=False)
run = current()
show_bar(run)
carry_on()
show_chips(run)
timeline, call = st.columns([1, 2.6], gap="large")
with timeline:
    show_timeline(run)
with call:
    if run.step:
        show_call(run, run.step)
    else:
        show_end(run)
