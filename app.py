"""The process: the dashboard, and the HTTP faces beside it on the same port."""

import streamlit as st
from starlette.middleware import Middleware

from faces import Faces

app = st.App("pages/navigation.py", middleware=[Middleware(Faces, mounts=())])

if __name__ == "__main__":
    app.run()
