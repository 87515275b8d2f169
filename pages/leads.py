"""Leads: one row a person, the latest seen first; a row opens the person."""

from __future__ import annotations

import streamlit as st
from leads_asked import show_filters
from leads_list import show_list
from leads_person import show_person
from leads_state import chosen

person = chosen()
if person is None:
    st.title("Leads", anchor=False)
    asked, is_all = show_filters()
    show_list(asked, is_all)
else:
    show_person(person)
