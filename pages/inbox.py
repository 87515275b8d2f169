"""What arrived at /in/, live: one search box, a dense list, and one delivery in a drawer."""

from __future__ import annotations

import streamlit as st
from inbox_bins import show_bins
from inbox_detail import show_chosen
from inbox_keys import listen
from inbox_list import show_list
from inbox_search import show_search

with st.container(horizontal=True, vertical_alignment="center"):
    st.title("Inbox", anchor=False, width="content")
    st.space("stretch")
    show_bins()
query = show_search()
show_list(query)
show_chosen(query)
listen()
