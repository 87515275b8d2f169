"""Every scenario against every fault, and many simulated visits at once."""

from __future__ import annotations

import streamlit as st
from scenarios_cell import show_cell
from scenarios_matrix import chosen_cell, counted, show_matrix
from scenarios_run import carry_on, show_choice
from scenarios_simulate import show_simulation

st.title("Scenarios", anchor=False)
matrix, simulation = st.tabs(
    ["Scenarios and faults", "Simulate visits"], key="scenarios.tabs", on_change="rerun"
)
if simulation.open:
    with simulation:
        show_simulation()
with matrix:
    st.caption("Each is played on a sandbox of its own; nothing here reaches the shared one or the real CRM.")
    show_choice()
    cells = carry_on()
    if cells:
        st.subheader(counted(cells), anchor=False)
        show_matrix(cells)
        cell = chosen_cell(cells)
        if cell:
            show_cell(cell)
    else:
        st.info(
            "A scenario says what a visitor does and what should be true in the CRM afterwards; a fault "
            "breaks one call of it. A cell tells whether it came out right, failed aloud, or went wrong "
            "unnoticed.",
            icon=":material/grid_on:",
        )
