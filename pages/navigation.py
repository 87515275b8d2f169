"""The shell: what every page shows, and which pages there are."""

import streamlit as st

st.set_page_config(page_title="Funnelscope", page_icon=":material/conversion_path:", layout="wide")

pages = {
    "": [st.Page("start.py", title="Start", icon=":material/home:", default=True)],
}
st.navigation(pages, position="sidebar").run()
