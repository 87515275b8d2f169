"""Three doors, and the two addresses to point things at."""

import streamlit as st

st.title("Funnelscope")
